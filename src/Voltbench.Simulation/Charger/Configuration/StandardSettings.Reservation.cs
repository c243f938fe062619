namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Reservations: OCPP 1.6 §9.3, ReservationCtrlr.</content>
internal static partial class StandardSettings
{
    public static readonly Setting<bool> ReservationAvailable = Constant(null, "ReservationCtrlr.Available", true);

    public static readonly Setting<bool> ReservationEnabled = new FlagSetting(null, "ReservationCtrlr.Enabled", static _ => true);

    /// <summary>A reservation may leave the connector open: connector 0 in 1.6, no EVSE in 2.0.1.</summary>
    public static readonly Setting<bool> ReserveConnectorZeroSupported = Constant("ReserveConnectorZeroSupported", "ReservationCtrlr.NonEvseSpecific", true);
}
