package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses.ALLOW;
import static dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressPolicyTest {

    private static final AddressPolicy USUAL = new AddressPolicy(ALLOW, List.of());
    private static final AddressPolicy STRICT = new AddressPolicy(REFUSE, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "fe80::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "100.100.100.200",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "239.255.255.255",
                "ff02::1",
                "255.255.255.255",
                "240.0.0.1",
                // the same in disguise
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1:a9fe:a9:fe00::",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2001:0:a9fe:a9fe::1",
                "2001:0:808:808::5601:5601",
                "2001:db8::5efe:a9fe:a9fe"
            })
    void whatNobodyHasBusinessWithIsRefused(String address) {
        assertThat(USUAL.refusal(InetAddress.ofLiteral(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "fd12:3456::1",
                "64:ff9b::a00:1",
                "::127.0.0.1",
                "2002:7f00:1::"
            })
    void loopbackAndPrivateAddressesAreASwitch(String address) {
        assertThat(USUAL.refusal(InetAddress.ofLiteral(address))).isEmpty();
        assertThat(STRICT.refusal(InetAddress.ofLiteral(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"})
    void thePublicInternetIsOpen(String address) {
        assertThat(STRICT.refusal(InetAddress.ofLiteral(address))).isEmpty();
    }

    @Test
    void whatIsAllowedExplicitlyMayBeContactedAndNothingBesideIt() {
        var policy = new AddressPolicy(REFUSE, List.of(Cidr.parse("169.254.170.2"), Cidr.parse("10.1.0.0/16")));

        assertThat(policy.refusal(InetAddress.ofLiteral("169.254.170.2"))).isEmpty();
        assertThat(policy.refusal(InetAddress.ofLiteral("10.1.255.1"))).isEmpty();
        assertThat(policy.refusal(InetAddress.ofLiteral("64:ff9b::a01:1"))).isEmpty();
        assertThat(policy.refusal(InetAddress.ofLiteral("169.254.170.3")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("metadata"));
        assertThat(policy.refusal(InetAddress.ofLiteral("10.2.0.1"))).hasValue("private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.1/8", "10.0.0/8", "host/8", "", "10.0.0.0/", "fd00::/129", "::1/-1"})
    void aBlockThatIsNoneIsRefusedWithItsReason(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(address|prefix|block).*");
    }

    @Property
    void everyLinkLocalAddressIsRefusedInEveryDisguise(@ForAll byte third, @ForAll byte fourth)
            throws UnknownHostException {
        byte[] inner = {(byte) 169, (byte) 254, third, fourth};

        assertThat(USUAL.refusal(InetAddress.getByAddress(inner))).isPresent();
        for (String prefix : List.of("64:ff9b::", "2001:db8::5efe:")) {
            byte[] outer = InetAddress.ofLiteral(prefix + "0:0").getAddress();
            System.arraycopy(inner, 0, outer, 12, 4);
            assertThat(USUAL.refusal(InetAddress.getByAddress(outer))).isPresent();
        }
    }

    @Property
    void everyAddressIsJudgedAndTheStricterPolicyNeverAllowsMore(@ForAll @Size(16) byte[] bytes)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);

        if (USUAL.refusal(address).isPresent()) {
            assertThat(STRICT.refusal(address)).isPresent();
        }
        assertThat(new AddressPolicy(REFUSE, List.of(Cidr.parse("::/0"), Cidr.parse("0.0.0.0/0"))).refusal(address))
                .isEmpty();
    }
}
