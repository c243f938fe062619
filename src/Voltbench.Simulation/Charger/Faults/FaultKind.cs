namespace Voltbench.Simulation.Charger.Faults;

/// <summary>What a fault does to a running transaction.</summary>
internal enum FaultEffect : byte
{
    /// <summary>It ends: charging on would be a danger, or could not be billed.</summary>
    Ends,

    /// <summary>It stays open without energy and goes on when the fault is gone (OCPP 1.6 §4.9: from Faulted back to the state before, I3–I5).</summary>
    Suspends,

    /// <summary>It goes on; the error code is told with the status that the connector has (OCPP 1.6 §7.6: an error that is no reason to stop is a warning).</summary>
    Warns,
}

/// <summary>How a station takes one of the ChargePointErrorCodes of OCPP 1.6 §7.6, and what OCPP 2.0.1 calls it.</summary>
/// <param name="Effect">On a transaction.</param>
/// <param name="IsPhysical">Something has to be mended: a restart of the station does not cure it.</param>
/// <param name="Reason">Why a transaction that it ends has ended.</param>
/// <param name="Component">2.0.1: the component whose variable <c>Problem</c> becomes true.</param>
internal sealed record FaultKind(FaultEffect Effect, bool IsPhysical, StopReason Reason, string Component)
{
    private static readonly FaultKind Other = new(FaultEffect.Ends, true, StopReason.Other, "EVSE");

    public static FaultKind Of(string code) => code switch
    {
        "ConnectorLockFailure" => new(FaultEffect.Ends, true, StopReason.Other, "ConnectorPlugRetentionLock"),
        "GroundFailure" => new(FaultEffect.Ends, true, StopReason.GroundFault, "RCD"),
        "OverCurrentFailure" => new(FaultEffect.Ends, true, StopReason.OvercurrentFault, "OverCurrentBreaker"),
        "PowerMeterFailure" => new(FaultEffect.Ends, true, StopReason.Other, "FiscalMetering"),
        "PowerSwitchFailure" => new(FaultEffect.Ends, true, StopReason.Other, "PowerContactor"),
        "EVCommunicationError" => new(FaultEffect.Suspends, false, StopReason.Other, "CPPWMController"),
        "HighTemperature" => new(FaultEffect.Suspends, false, StopReason.Other, "TemperatureSensor"),
        "InternalError" => new(FaultEffect.Suspends, false, StopReason.Other, "Controller"),
        "OverVoltage" or "UnderVoltage" => new(FaultEffect.Suspends, false, StopReason.PowerQuality, "ElectricalFeed"),
        "LocalListConflict" => new(FaultEffect.Warns, false, StopReason.Other, "LocalAuthListCtrlr"),
        "ReaderFailure" => new(FaultEffect.Warns, true, StopReason.Other, "TokenReader"),
        "ResetFailure" => new(FaultEffect.Warns, false, StopReason.Other, "Controller"),
        "WeakSignal" => new(FaultEffect.Warns, false, StopReason.Other, "DataLink"),
        _ => Other,
    };
}
