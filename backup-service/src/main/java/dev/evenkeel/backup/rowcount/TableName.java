package dev.evenkeel.backup.rowcount;

/**
 * A table of a server.
 *
 * @param database the database's name as it is
 * @param table schema and name, quoted as in SQL where that is needed
 */
public record TableName(String database, String table) implements Comparable<TableName> {

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return database + ":" + table;
    }
}
