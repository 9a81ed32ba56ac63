package dev.evenkeel.platform.security.access;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code api_key}. */
@Entity(name = "ApiKey")
@Table(name = "api_key")
public class ApiKeyEntity {

    @Id
    String id;

    String name;

    String digest;

    @Column(columnDefinition = "text[]")
    String[] roles;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "revoked_at")
    Instant revokedAt;

    @Column(name = "revoked_by")
    String revokedBy;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    Instant lastUsedAt;

    boolean isUsableAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
