-- Messages in Slack that are changed as long as their group goes on.
CREATE TABLE slack_message (
    -- made of the receiver, the group's key and the channel that was asked for
    id         uuid PRIMARY KEY,
    channel    text        NOT NULL,
    -- what Slack calls the message's timestamp, and knows it by
    posted_as  text        NOT NULL,
    touched_at timestamptz NOT NULL
);

CREATE INDEX slack_message_age ON slack_message (touched_at);
