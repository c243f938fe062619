namespace Voltbench.Ocpp.Rpc;

/// <summary>Which end of the connection a session is.</summary>
public enum RpcRole
{
    /// <summary>The charge point (2.0.1: charging station).</summary>
    ChargePoint,

    /// <summary>The central system (2.0.1: CSMS).</summary>
    Csms,
}
