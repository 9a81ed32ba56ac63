package dev.evenkeel.backup.repository;

/**
 * How a stream is cut: into chunks that are compressed and encrypted one by one, and files that hold a number of them.
 *
 * @param chunkBytes content of every chunk but a stream's last, 1 to 16 MiB
 * @param chunksPerSegment chunks in every segment file but a stream's last, 1 to 65536
 */
public record Layout(int chunkBytes, int chunksPerSegment) {

    private static final int MOST_CHUNK_BYTES = 16 << 20;
    private static final int MOST_CHUNKS = 1 << 16;

    /** Chunks large enough to compress well, small enough to hold several; files that any object store takes in one go. */
    public static final Layout STANDARD = new Layout(1 << 20, 256);

    public Layout {
        if (chunkBytes < 1 || chunkBytes > MOST_CHUNK_BYTES || chunksPerSegment < 1 || chunksPerSegment > MOST_CHUNKS) {
            throw new IllegalArgumentException("a layout out of range");
        }
    }
}
