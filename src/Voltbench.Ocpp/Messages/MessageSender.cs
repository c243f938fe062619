namespace Voltbench.Ocpp.Messages;

/// <summary>Who may send the request of an action.</summary>
public enum MessageSender
{
    /// <summary>The charge point (2.0.1: charging station).</summary>
    ChargePoint,

    /// <summary>The central system (2.0.1: CSMS).</summary>
    Csms,

    /// <summary>Either side (DataTransfer).</summary>
    Both,
}
