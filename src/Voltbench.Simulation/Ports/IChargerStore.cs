namespace Voltbench.Simulation;

/// <summary>
/// Durable memory of the chargers. A charger hands over a commit and does not send the messages in it before the store says that it is
/// on disk; commits of one charger become durable in the order given.
/// </summary>
public interface IChargerStore
{
    /// <summary>Never blocks and never throws. The store retries until it succeeds; the callback then runs on any thread, once.</summary>
    void Commit(ChargerCommit commit, ICommitCallback callback);
}

/// <summary>Told when a commit is on disk.</summary>
public interface ICommitCallback
{
    void OnCommitted(ChargerCommit commit);
}

/// <summary>One atomic change of a charger's durable memory.</summary>
public sealed class ChargerCommit
{
    public required long ChargerKey { get; init; }

    /// <summary>Counts the commits of one charger, ascending.</summary>
    public required long Sequence { get; init; }

    /// <summary>The whole durable state as JSON, or empty when it did not change.</summary>
    public ReadOnlyMemory<byte> State { get; init; }

    /// <summary>Transaction messages to keep until they are answered.</summary>
    public IReadOnlyList<OutboxMessage> Added { get; init; } = [];

    /// <summary>Sequence numbers of messages that were answered (or given up) and may go.</summary>
    public IReadOnlyList<long> Removed { get; init; } = [];

    /// <summary>Documents that changed, each whole; an empty one is deleted.</summary>
    public IReadOnlyList<ChargerDocument> Documents { get; init; } = [];
}

/// <summary>A transaction-related CALL waiting for its answer.</summary>
/// <param name="Sequence">Position in the charger's outbox; sent in this order.</param>
/// <param name="MessageId">Unique id of the CALL; kept over a restart, so that a peer can tell a repetition (OCPP-J 1.6 §4.1.4).</param>
/// <param name="Action">OCPP action.</param>
/// <param name="Payload">JSON payload.</param>
/// <param name="Transaction">Local reference of the transaction it belongs to.</param>
/// <param name="CreatedAt">When the event happened.</param>
public sealed record OutboxMessage(
    long Sequence,
    string MessageId,
    string Action,
    ReadOnlyMemory<byte> Payload,
    string Transaction,
    DateTimeOffset CreatedAt);

/// <summary>What the store holds of a charger when it is placed again.</summary>
/// <param name="State">The last committed state; empty for none.</param>
/// <param name="Outbox">Unanswered messages in order.</param>
/// <param name="LastSequence">Highest commit sequence seen.</param>
public sealed record ChargerMemory(ReadOnlyMemory<byte> State, IReadOnlyList<OutboxMessage> Outbox, long LastSequence)
{
    /// <summary>What changes seldom: configuration, lists, profiles, certificates.</summary>
    public IReadOnlyList<ChargerDocument> Documents { get; init; } = [];
}

/// <summary>A part of a charger's durable memory that is kept apart from its state, because it changes seldom and may be long.</summary>
/// <param name="Name">Name within the charger, lower case.</param>
/// <param name="Content">JSON; empty when there is nothing to keep.</param>
public sealed record ChargerDocument(string Name, ReadOnlyMemory<byte> Content);
