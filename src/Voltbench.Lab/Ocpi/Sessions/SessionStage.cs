namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>SessionStatus of both versions, as far as a transaction tells it.</summary>
internal enum SessionStage : byte
{
    /// <summary>Nobody has been authorized yet.</summary>
    Pending,

    Active,

    /// <summary>With a CDR.</summary>
    Completed,

    /// <summary>Nobody is billed: there is no CDR.</summary>
    Invalid,
}

internal static class SessionStages
{
    /// <param name="hasEnergy">Whether energy flowed.</param>
    public static SessionStage Of(TransactionRow transaction, bool hasEnergy) => transaction switch
    {
        { IsStopped: false, IdToken: null } => SessionStage.Pending,
        { IsStopped: false } => SessionStage.Active,

        // A station that ends a transaction so was told that the token is good for nothing (1.6 §7.36, 2.0.1 ReasonEnumType).
        { StopReason: "DeAuthorized" } => SessionStage.Invalid,
        { IdToken: null } when !hasEnergy => SessionStage.Invalid,
        _ => SessionStage.Completed,
    };
}
