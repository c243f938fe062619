namespace Voltbench.Lab.Fleet;

/// <summary>What should be of a charger, in the few words that a comparison needs.</summary>
/// <param name="Desired"><c>running</c>, <c>stopped</c> or <c>deleted</c>.</param>
/// <param name="Generation">Counts the changes that the runtime sees.</param>
/// <param name="RestartSerial">Counts the restarts that were asked for.</param>
/// <param name="Waiting">True until the charger was reported as placed for the first time.</param>
internal readonly record struct DesiredState(long Key, int Shard, string Desired, int Generation, int RestartSerial, bool Waiting);

/// <summary>The row of a charger that is to run.</summary>
internal sealed record DesiredCharger
{
    public required DesiredState State { get; init; }

    public required string Id { get; init; }

    public required string Identity { get; init; }

    public required string BrandSlug { get; init; }

    public required string ModelSlug { get; init; }

    public required string ConnectorType { get; init; }

    public required string OcppVersion { get; init; }

    public required string WsUrl { get; init; }

    public string? BasicUser { get; init; }

    public string? AuthorizationKey { get; init; }

    public required int SecurityProfile { get; init; }

    public required string Behavior { get; init; }

    public required long Seed { get; init; }

    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"{Id} ({Identity})";
}
