package dev.evenkeel.alertrouter.template.value;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A type of Go, for the questions that a template engine asks: what it is called, of which kind it is, what can be
 * assigned to it. There are only the types that Alertmanager's data and functions have; compared by name.
 */
public final class GoType {

    /** What kind of value a type has. */
    public enum Kind {
        BOOL,
        INT,
        UINT,
        FLOAT,
        STRING,
        SLICE,
        MAP,
        STRUCT,
        POINTER,
        INTERFACE
    }

    /**
     * A field of a struct.
     *
     * @param name as templates call it
     * @param jsonName as {@code toJson} calls it
     */
    public record Field(String name, String jsonName) {}

    public static final GoType ANY = new GoType("interface {}", Kind.INTERFACE, "interface {}", null, List.of());
    /** What the predefined functions take: any value, and none too. */
    public static final GoType REFLECTED =
            new GoType("reflect.Value", Kind.INTERFACE, "reflect.Value", null, List.of());

    public static final GoType BOOL = basic("bool", Kind.BOOL);
    public static final GoType INT = basic("int", Kind.INT);
    public static final GoType INT64 = basic("int64", Kind.INT);
    public static final GoType BYTE = basic("uint8", Kind.UINT);
    public static final GoType FLOAT64 = basic("float64", Kind.FLOAT);
    public static final GoType STRING = basic("string", Kind.STRING);

    public static final GoType TIME = struct("time.Time");
    public static final GoType LOCATION =
            new GoType("*time.Location", Kind.POINTER, "*time.Location", struct("time.Location"), List.of());
    public static final GoType DURATION = named("time.Duration", Kind.INT, "int64", null);
    public static final GoType MONTH = named("time.Month", Kind.INT, "int", null);
    public static final GoType WEEKDAY = named("time.Weekday", Kind.INT, "int", null);
    public static final GoType HTML = named("template.HTML", Kind.STRING, "string", null);
    public static final GoType URL = named("template.URL", Kind.STRING, "string", null);

    public static final GoType STRING_SLICE = slice(STRING);
    public static final GoType ANY_SLICE = slice(ANY);
    public static final GoType ANY_MAP =
            new GoType("map[string]interface {}", Kind.MAP, "map[string]interface {}", ANY, List.of());

    public static final GoType STRINGS = named("template.Strings", Kind.SLICE, STRING_SLICE.name, STRING);
    public static final GoType KV = named("template.KV", Kind.MAP, "map[string]string", STRING);
    public static final GoType PAIR = struct("template.Pair", new Field("Name", "Name"), new Field("Value", "Value"));
    public static final GoType PAIRS = named("template.Pairs", Kind.SLICE, "[]template.Pair", PAIR);
    public static final GoType ALERT = struct(
            "template.Alert",
            new Field("Status", "status"),
            new Field("Labels", "labels"),
            new Field("Annotations", "annotations"),
            new Field("StartsAt", "startsAt"),
            new Field("EndsAt", "endsAt"),
            new Field("GeneratorURL", "generatorURL"),
            new Field("Fingerprint", "fingerprint"));
    public static final GoType ALERT_SLICE = slice(ALERT);
    public static final GoType ALERTS = named("template.Alerts", Kind.SLICE, ALERT_SLICE.name, ALERT);
    public static final GoType DATA = struct(
            "template.Data",
            new Field("Receiver", "receiver"),
            new Field("Status", "status"),
            new Field("Alerts", "alerts"),
            new Field("NotificationReason", "notification_reason"),
            new Field("GroupLabels", "groupLabels"),
            new Field("CommonLabels", "commonLabels"),
            new Field("CommonAnnotations", "commonAnnotations"),
            new Field("RouteLabels", "routeLabels"),
            new Field("ExternalURL", "externalURL"));

    private final String name;
    private final Kind kind;
    private final String underlying;
    private final GoType element;
    private final List<Field> fields;

    private GoType(String name, Kind kind, String underlying, GoType element, List<Field> fields) {
        this.name = name;
        this.kind = kind;
        this.underlying = underlying;
        this.element = element;
        this.fields = fields;
    }

    private static GoType basic(String name, Kind kind) {
        return new GoType(name, kind, name, null, List.of());
    }

    private static GoType named(String name, Kind kind, String underlying, GoType element) {
        return new GoType(name, kind, underlying, element, List.of());
    }

    private static GoType struct(String name, Field... fields) {
        return new GoType(name, Kind.STRUCT, name, null, List.of(fields));
    }

    private static GoType slice(GoType element) {
        String name = "[]" + element.name;
        return new GoType(name, Kind.SLICE, name, element, List.of());
    }

    /** As Go's {@code %T} prints it. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** The type of the elements of a slice or a map, or of what a pointer points to. */
    public GoType element() {
        return Objects.requireNonNull(element, name);
    }

    /** What a function deals with that looks behind pointers. */
    public GoType behindPointer() {
        return kind == Kind.POINTER ? element() : this;
    }

    /** The fields of a struct, in order. */
    public List<Field> fields() {
        return fields;
    }

    /** The zero value of this type; {@link Value.Nil} for an interface or a pointer. */
    public Value zero() {
        return switch (kind) {
            case BOOL -> Value.bool(false);
            case INT, UINT -> new Value.Int(0, this);
            case FLOAT -> new Value.Decimal(0);
            case STRING -> new Value.Text("", this);
            case SLICE -> new Value.Slice(List.of(), this);
            case MAP -> new Value.Mapping(Map.of(), this);
            case STRUCT -> equals(TIME) ? Value.Time.ZERO : zeroStruct();
            case POINTER, INTERFACE -> Value.nil();
        };
    }

    private Value zeroStruct() {
        return equals(PAIR)
                ? Value.Struct.of(PAIR, List.of(Value.text(""), Value.text("")))
                : new Value.Struct(Map.of(), this);
    }

    /** Whether nothing at all may be given where this type is asked for. */
    public boolean canBeNil() {
        return switch (kind) {
            case INTERFACE, MAP, SLICE, POINTER -> true;
            case BOOL, INT, UINT, FLOAT, STRING, STRUCT -> false;
        };
    }

    /** Go's rule: the same type, or the same underlying type where one of the two has no name of its own. */
    public boolean takes(GoType given) {
        if (kind == Kind.INTERFACE || equals(given)) {
            return true;
        }
        return underlying.equals(given.underlying) && (isUnnamed() || given.isUnnamed());
    }

    private boolean isUnnamed() {
        return (kind == Kind.SLICE || kind == Kind.MAP) && name.equals(underlying);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GoType type && type.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
