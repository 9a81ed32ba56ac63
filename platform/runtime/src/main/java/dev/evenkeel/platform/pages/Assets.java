package dev.evenkeel.platform.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * Addresses of the files that pages are made of. Each carries a hash of the file's content, so that a browser may keep
 * a file for ever and still never shows an old one.
 */
@Singleton
public class Assets {

    private static final String FOLDER = "META-INF/resources/assets/";

    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException if there is no such file: a mistake in a template, found by its first test */
    public String address(String file) {
        return addresses.computeIfAbsent(file, name -> "/assets/" + name + "?v=" + hash(name));
    }

    private static String hash(String file) {
        try (InputStream content = Assets.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (content == null) {
                throw new IllegalArgumentException("there is no asset " + file);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
