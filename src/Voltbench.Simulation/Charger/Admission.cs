using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger;

/// <summary>Whether a token that may charge may do so at a certain connector: reservations, EVSEs that it is bound to, master passes.</summary>
internal static class Admission
{
    /// <summary>Why the connector is closed to the token whatever the CSMS would say; null when it is open or asking could open it.</summary>
    /// <param name="station">The station.</param>
    /// <param name="connector">Where.</param>
    /// <param name="token">Whose.</param>
    /// <param name="groupId">Its group, if somebody said; otherwise what the station knows counts.</param>
    /// <param name="isAsked">The CSMS is going to be asked, and could name the group (1.6 §5.13, 2.0.1 H03.FR.08).</param>
    public static string? Before(Station station, Connector connector, Token token, string? groupId, bool isAsked)
    {
        if (!station.HasReservations || station.Reservations.Admits(connector, token, groupId ?? station.KnownTokens.Find(token)?.GroupId))
            return null;
        return isAsked && station.Reservations.Book.NeedsGroup(connector.Id, token) ? null : Reserved(connector);
    }

    /// <summary>Why a token that was accepted may not charge at the connector; null when it may.</summary>
    public static string? After(Station station, Connector connector, Token token, in Verdict verdict)
    {
        if (verdict.EvseIds?.Contains(connector.Id) == false)
            return $"'{token.Id}' may not be used at EVSE {connector.Id}.";
        if (IsMasterPass(station, verdict.GroupId))
            return $"'{token.Id}' is a master pass: it ends transactions and begins none."; // C16.FR.03
        return station.HasReservations && !station.Reservations.Admits(connector, token, verdict.GroupId) ? Reserved(connector) : null;
    }

    /// <summary>2.0.1 C16: the group of those who may end anybody's transaction.</summary>
    public static bool IsMasterPass(Station station, string? groupId)
        => groupId is { Length: > 0 } && string.Equals(groupId, station.Configuration.Get(StandardSettings.MasterPassGroupId), StringComparison.OrdinalIgnoreCase);

    private static string Reserved(Connector connector) => $"Connector {connector.Id} is reserved for somebody else.";
}
