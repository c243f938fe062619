using Voltbench.Simulation;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>The status of an EVSE from the state of the charger behind it. Both versions have the same names for what can happen here.</summary>
internal static class EvseStatusMap
{
    public const string Available = "AVAILABLE";
    public const string Charging = "CHARGING";
    public const string Inoperative = "INOPERATIVE";
    public const string OutOfOrder = "OUTOFORDER";
    public const string Removed = "REMOVED";
    public const string Reserved = "RESERVED";
    public const string Unknown = "UNKNOWN";

    /// <param name="view">The charger.</param>
    /// <param name="number">Number of the connector behind the EVSE, from 1: connectorId in 1.6, evseId in 2.0.1.</param>
    public static string Of(ChargerView view, int number) => view switch
    {
        // "No status information available (also used when offline)"
        { Connection: not ConnectionState.Connected } or { BootStatus: null } => Unknown,
        // Its CSMS does not take it yet: "not yet active".
        { BootStatus: not "Accepted" } => Inoperative,
        _ => Of(Find(view, number)?.Status),
    };

    /// <summary>A connector with a car on it is in use, whether energy flows or not: a second driver cannot use it. 2.0.1 has one word for all of that.</summary>
    private static string Of(string? status) => status switch
    {
        "Available" => Available,
        "Preparing" or "Charging" or "SuspendedEV" or "SuspendedEVSE" or "Finishing" or "Occupied" => Charging,
        "Reserved" => Reserved,
        "Unavailable" => Inoperative,
        "Faulted" => OutOfOrder,
        _ => Unknown,
    };

    private static ConnectorView? Find(ChargerView view, int number)
    {
        foreach (var connector in view.Connectors)
        {
            if (connector.EvseId == number)
                return connector;
        }

        return null;
    }
}
