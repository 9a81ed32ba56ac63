package dev.evenkeel.platform.query.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.platform.query.promql.BinaryOperator;
import dev.evenkeel.platform.query.promql.BinaryOperator.Family;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.promql.ValueType;
import dev.evenkeel.platform.query.promql.VectorMatching;
import dev.evenkeel.platform.query.promql.VectorMatching.Many;
import dev.evenkeel.platform.series.Labels;

/** Operators of which at least one operand is an instant vector. */
final class BinaryOperations {

    private final Evaluator evaluator;
    private final LabelCache labelCache;

    BinaryOperations(Evaluator evaluator, LabelCache labelCache) {
        this.evaluator = evaluator;
        this.labelCache = labelCache;
    }

    List<Point> evaluate(Expr.Binary binary, long time) {
        if (binary.left().type() == ValueType.SCALAR) {
            double scalar = evaluator.scalar(binary.left(), time);
            return withScalar(binary, evaluator.vector(binary.right(), time), scalar, true);
        }
        List<Point> left = evaluator.vector(binary.left(), time);
        if (binary.right().type() == ValueType.SCALAR) {
            return withScalar(binary, left, evaluator.scalar(binary.right(), time), false);
        }
        List<Point> right = evaluator.vector(binary.right(), time);
        return switch (binary.operator()) {
            case AND -> filter(binary, left, signatures(binary, right), true);
            case UNLESS -> filter(binary, left, signatures(binary, right), false);
            case OR -> or(binary, left, right);
            default -> Evaluator.distinct(join(binary, left, right));
        };
    }

    private List<Point> withScalar(Expr.Binary binary, List<Point> vector, double scalar, boolean scalarIsLeft) {
        BinaryOperator operator = binary.operator();
        boolean comparison = operator.family() == Family.COMPARISON;
        List<Point> results = new ArrayList<>(vector.size());
        for (Point point : vector) {
            double left = scalarIsLeft ? scalar : point.value();
            double right = scalarIsLeft ? point.value() : scalar;
            if (!comparison || binary.returnBool()) {
                Labels nameless = labelCache.withoutName(point.labels());
                results.add(new Point(nameless, Arithmetic.scalar(operator, left, right)));
            } else if (Arithmetic.holds(operator, left, right)) {
                results.add(point);
            }
        }
        return Evaluator.distinct(results);
    }

    private List<Point> filter(Expr.Binary binary, List<Point> points, Set<Labels> signatures, boolean keepMatched) {
        List<Point> kept = new ArrayList<>(points.size());
        for (Point point : points) {
            if (signatures.contains(signature(binary, point.labels())) == keepMatched) {
                kept.add(point);
            }
        }
        return kept;
    }

    private List<Point> or(Expr.Binary binary, List<Point> left, List<Point> right) {
        List<Point> results = new ArrayList<>(left);
        results.addAll(filter(binary, right, signatures(binary, left), false));
        return Evaluator.distinct(results);
    }

    private Set<Labels> signatures(Expr.Binary binary, List<Point> points) {
        Set<Labels> signatures = HashSet.newHashSet(points.size());
        for (Point point : points) {
            signatures.add(signature(binary, point.labels()));
        }
        return signatures;
    }

    /** The labels that must agree with those of the other side. */
    private Labels signature(Expr.Binary binary, Labels labels) {
        VectorMatching matching = binary.matching();
        return labelCache.derive(
                binary,
                labels,
                all -> matching.on()
                        ? all.only(matching.labels())
                        : all.withoutName().without(matching.labels()));
    }

    private List<Point> join(Expr.Binary binary, List<Point> left, List<Point> right) {
        boolean manyOnRight = binary.matching().many() == Many.RIGHT;
        List<Point> many = manyOnRight ? right : left;
        List<Point> one = manyOnRight ? left : right;
        if (many.isEmpty() || one.isEmpty()) {
            return List.of();
        }
        Map<Labels, Point> oneBySignature = indexOneSide(binary, one, manyOnRight ? "left" : "right");
        Map<Labels, Set<Labels>> resultsBySignature = new HashMap<>();
        List<Point> results = new ArrayList<>(many.size());
        for (Point point : many) {
            Labels signature = signature(binary, point.labels());
            Point partner = oneBySignature.get(signature);
            if (partner == null) {
                continue;
            }
            double leftValue = manyOnRight ? partner.value() : point.value();
            double rightValue = manyOnRight ? point.value() : partner.value();
            boolean filter = binary.operator().family() == Family.COMPARISON && !binary.returnBool();
            if (filter && !Arithmetic.holds(binary.operator(), leftValue, rightValue)) {
                continue;
            }
            double value = filter ? leftValue : Arithmetic.scalar(binary.operator(), leftValue, rightValue);
            Labels labels = resultLabels(binary, point.labels(), partner.labels());
            refuseSecondMatch(binary, resultsBySignature.computeIfAbsent(signature, _ -> new HashSet<>()), labels);
            results.add(new Point(labels, value));
        }
        return results;
    }

    private Map<Labels, Point> indexOneSide(Expr.Binary binary, List<Point> points, String side) {
        Map<Labels, Point> bySignature = HashMap.newHashMap(points.size());
        for (Point point : points) {
            Labels signature = signature(binary, point.labels());
            Point earlier = bySignature.put(signature, point);
            if (earlier != null) {
                throw QueryException.execution("found duplicate series for the match group " + signature + " on the "
                        + side + " hand-side of the operation: [" + point.labels() + ", " + earlier.labels()
                        + "];many-to-many matching not allowed: matching labels must be unique on one side");
            }
        }
        return bySignature;
    }

    private static void refuseSecondMatch(Expr.Binary binary, Set<Labels> earlier, Labels labels) {
        boolean grouped = binary.matching().many() != Many.NEITHER;
        if (!grouped && !earlier.isEmpty()) {
            throw QueryException.execution(
                    "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
        }
        if (!earlier.add(labels)) {
            throw QueryException.execution("multiple matches for labels: grouping labels must ensure unique matches");
        }
    }

    private Labels resultLabels(Expr.Binary binary, Labels many, Labels one) {
        VectorMatching matching = binary.matching();
        Labels labels = many;
        if (binary.operator().family() == Family.ARITHMETIC || binary.returnBool()) {
            labels = labelCache.withoutName(labels);
        }
        if (matching.many() == Many.NEITHER) {
            return matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
        }
        for (String name : matching.include()) {
            labels = labels.with(name, one.get(name));
        }
        return labels;
    }
}
