namespace Voltbench.Ocpp.V16.Types;

/// <summary>Whether an identifier may charge (§7.2).</summary>
public enum AuthorizationStatus
{
    Accepted,
    Blocked,
    Expired,
    Invalid,
    ConcurrentTx,
}
