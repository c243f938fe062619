namespace Voltbench.Csms;

/// <summary>A token that was shown at a station of an operator.</summary>
/// <param name="Station">Where.</param>
/// <param name="OperatorId">Whose station it is.</param>
/// <param name="Token">Id tag of 1.6 (case insensitive) or idToken of 2.0.1.</param>
/// <param name="Purpose">What it was shown for.</param>
public sealed record TokenQuestion(StationId Station, long OperatorId, string Token, TokenPurpose Purpose)
{
    /// <summary>2.0.1: the type as on the wire (<c>ISO14443</c>, <c>eMAID</c>, <c>Central</c> …). 1.6 knows none.</summary>
    public string? TokenType { get; init; }

    /// <summary>2.0.1: the EVSE, if known.</summary>
    public int? EvseId { get; init; }

    /// <summary>1.6: the connector; Authorize does not tell it.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>2.0.1: the number of the RequestStartTransaction that the transaction follows.</summary>
    public int? RemoteStartId { get; init; }

    /// <summary>The reservation of this CSMS that the token is used for.</summary>
    public int? ReservationId { get; init; }

    /// <summary>1.6: number of the transaction that is stopped. 2.0.1: id of the transaction.</summary>
    public string? TransactionId { get; init; }

    /// <summary>What the token's peer said a moment ago, when it was presented: good for the transaction that begins now.</summary>
    public TokenVerdict? Earlier { get; init; }
}

/// <summary>What a token is shown for.</summary>
public enum TokenPurpose
{
    /// <summary>Authorize: nothing runs yet.</summary>
    Authorize,

    /// <summary>A transaction begins, or goes on, under this token.</summary>
    Start,

    /// <summary>A transaction was ended with it.</summary>
    Stop,
}
