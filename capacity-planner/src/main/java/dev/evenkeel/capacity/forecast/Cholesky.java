package dev.evenkeel.capacity.forecast;

/** Solves systems of equations whose matrix is symmetric and positive definite. */
final class Cholesky {

    /** Keeps a matrix solvable whose rows say the same but for rounding. */
    private static final double LEAST_PIVOT = 1e-12;

    private Cholesky() {}

    /**
     * The x of A x = b.
     *
     * @param matrix A, of which the lower triangle is read; overwritten
     */
    static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / matrix[j][j];
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= matrix[i][k] * solution[k];
            }
            solution[i] = sum / matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                solution[i] -= matrix[k][i] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        return solution;
    }
}
