using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Transactions: TxCtrlr.</content>
internal static partial class StandardSettings
{
    /// <summary>How long an authorized driver has to plug in, and a car to be authorized (1.6 §9.1.5, 2.0.1 E03).</summary>
    public static readonly Setting<TimeSpan> ConnectionTimeOut = new SecondsSetting("ConnectionTimeOut", "TxCtrlr.EVConnectionTimeOut", static _ => TimeSpan.FromSeconds(60));

    /// <summary>Energy that a transaction may still deliver when its token is not accepted, Wh; 0 = none.</summary>
    public static readonly Setting<int> MaxEnergyOnInvalidId = new NumberSetting("MaxEnergyOnInvalidId", "TxCtrlr.MaxEnergyOnInvalidId", static _ => 0) { Unit = "Wh" };

    /// <summary>A transaction ends when the plug is pulled at the car; otherwise it is suspended.</summary>
    public static readonly Setting<bool> StopTransactionOnEVSideDisconnect = new FlagSetting(
        "StopTransactionOnEVSideDisconnect", "TxCtrlr.StopTxOnEVSideDisconnect", static _ => true);

    /// <summary>A transaction ends when its token is not accepted; otherwise it delivers no more energy.</summary>
    public static readonly Setting<bool> StopTransactionOnInvalidId = new FlagSetting("StopTransactionOnInvalidId", "TxCtrlr.StopTxOnInvalidId", static _ => true);

    /// <summary>What begins a transaction of 2.0.1: the first of these to be true (E01).</summary>
    public static readonly Setting<IReadOnlyList<TxPoint>> TxStartPoint = new ListSetting<TxPoint>(
        null, "TxCtrlr.TxStartPoint", static _ => [TxPoint.Authorized], TxPoint.EVConnected, TxPoint.Authorized, TxPoint.DataSigned, TxPoint.PowerPathClosed, TxPoint.EnergyTransfer);

    /// <summary>What ends it: the first of these to be true no more (E06).</summary>
    public static readonly Setting<IReadOnlyList<TxPoint>> TxStopPoint = new ListSetting<TxPoint>(
        null, "TxCtrlr.TxStopPoint", static _ => [TxPoint.PowerPathClosed], TxPoint.EVConnected, TxPoint.Authorized, TxPoint.DataSigned, TxPoint.PowerPathClosed, TxPoint.EnergyTransfer);

    /// <summary>The lab's own: a car comes with every remote start. False = the driver has to plug in within <see cref="ConnectionTimeOut"/>.</summary>
    public static readonly Setting<bool> CarFollowsRemoteStart = new FlagSetting("LabCarFollowsRemoteStart", "LabCtrlr.CarFollowsRemoteStart", static _ => true);

    /// <summary>Transactions may run before the CSMS accepted the station; their messages wait.</summary>
    public static readonly Setting<bool> TxBeforeAcceptedEnabled = new FlagSetting(null, "TxCtrlr.TxBeforeAcceptedEnabled", static _ => true) { Mutability = Mutability.ReadOnly };
}
