using Voltbench.Ocpi;
using Voltbench.Ocpi.Rules;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Testing;

/// <summary>Holds JSON against the rules of a type.</summary>
internal delegate Fault? OcpiRule(ReadOnlySpan<byte> json);

/// <summary>What a body must be.</summary>
/// <param name="Rule">Of its type.</param>
/// <param name="Schema">Null where there is none without the envelope.</param>
internal sealed record OcpiKind(OcpiRule Rule, string? Schema);

/// <summary>Which object stands in which request and answer: the tables of methods of both texts.</summary>
internal static class OcpiKinds
{
    /// <summary>The object in the body of our request; null where the text names none.</summary>
    public static OcpiKind? OfRequest(OcpiSent message)
    {
        var v211 = message.Version == OcpiVersion.V211;
        var isPatch = message.Method == "PATCH";
        switch (message.Module, message.Method)
        {
            case ("credentials", "POST" or "PUT"):
                return Credentials(v211);
            case ("locations", "PUT" or "PATCH"):
                return OfSite(v211, OwnSegments(message), isPatch);
            case ("tariffs", "PUT" or "PATCH"):
                return Of<V211.Tariffs.Tariff, V221.Tariffs.Tariff>(v211, "tariff", isPatch);
            case ("sessions", "PUT" or "PATCH") when message.IsCpo:
                return Of<V211.Sessions.Session, V221.Sessions.Session>(v211, "session", isPatch);
            case ("sessions", "PUT"):
                return new(OcpiRules.CheckStrictly<V221.Sessions.ChargingPreferences>, null);
            case ("cdrs", "POST"):
                return Of<V211.Cdrs.Cdr, V221.Cdrs.Cdr>(v211, "cdr", false);
            case ("tokens", "PUT" or "PATCH"):
                return Of<V211.Tokens.Token, V221.Tokens.Token>(v211, "token", isPatch);
            case ("tokens", "POST"):
                return Of<V211.Tokens.LocationReferences, V221.Tokens.LocationReferences>(v211, null, false);
            case ("commands", "POST") when message.IsCpo:
                return v211 ? new(OcpiRules.CheckStrictly<V211.Commands.CommandResponse>, null) : new(OcpiRules.CheckStrictly<V221.Commands.CommandResult>, "commands.result");
            case ("commands", "POST"):
                return OfCommand(v211, Segments(message.Url)[^1]);
            case ("chargingprofiles", "POST") when message.IsCpo:
                // The results of PUT and DELETE are the same without a profile.
                return new(OcpiRules.CheckStrictly<V221.ChargingProfiles.ActiveChargingProfileResult>, null);
            case ("chargingprofiles", "PUT") when message.IsCpo:
                return new(OcpiRules.CheckStrictly<V221.ChargingProfiles.ActiveChargingProfile>, "chargingprofiles.active");
            case ("chargingprofiles", "PUT"):
                return new(OcpiRules.CheckStrictly<V221.ChargingProfiles.SetChargingProfile>, null);
            default:
                return null;
        }
    }

    /// <summary>The object in the data of our answer with a status of success; null where the text names none.</summary>
    public static OcpiKind? OfAnswer(OcpiSent message)
    {
        var v211 = message.Version == OcpiVersion.V211;
        // Behind ocpi/2.2.1 or ocpi/emsp/2.2.1.
        var path = Segments(message.Url)[(message.IsCpo ? 2 : 3)..];
        if (path.Length == 0)
            return message.Method == "GET" ? Of<V211.Versions.VersionDetails, V221.Versions.VersionDetails>(v211, "version_details", false) : null;
        switch (path[0], message.Method)
        {
            case ("versions", "GET"):
                return Of<IReadOnlyList<V211.Versions.VersionInfo>, IReadOnlyList<V221.Versions.VersionInfo>>(v211, "versions", false);
            case ("credentials", "GET" or "POST" or "PUT"):
                return Credentials(v211);
            case ("locations", "GET") when message.IsCpo && path.Length == 1:
                return Of<IReadOnlyList<V211.Locations.Location>, IReadOnlyList<V221.Locations.Location>>(v211, "locations", false);
            case ("locations", "GET"):
                return OfSite(v211, path.Length - (message.IsCpo ? 1 : 3), false);
            case ("tariffs", "GET"):
                return path.Length == 1
                    ? Of<IReadOnlyList<V211.Tariffs.Tariff>, IReadOnlyList<V221.Tariffs.Tariff>>(v211, "tariffs", false)
                    : Of<V211.Tariffs.Tariff, V221.Tariffs.Tariff>(v211, "tariff", false);
            case ("sessions", "GET"):
                return path.Length == 1
                    ? Of<IReadOnlyList<V211.Sessions.Session>, IReadOnlyList<V221.Sessions.Session>>(v211, "sessions", false)
                    : Of<V211.Sessions.Session, V221.Sessions.Session>(v211, "session", false);
            case ("cdrs", "GET"):
                return path.Length == 1
                    ? Of<IReadOnlyList<V211.Cdrs.Cdr>, IReadOnlyList<V221.Cdrs.Cdr>>(v211, "cdrs", false)
                    : Of<V211.Cdrs.Cdr, V221.Cdrs.Cdr>(v211, "cdr", false);
            case ("tokens", "GET"):
                return path.Length == 1
                    ? Of<IReadOnlyList<V211.Tokens.Token>, IReadOnlyList<V221.Tokens.Token>>(v211, "tokens", false)
                    : Of<V211.Tokens.Token, V221.Tokens.Token>(v211, "token", false);
            case ("tokens", "POST"):
                return Of<V211.Tokens.AuthorizationInfo, V221.Tokens.AuthorizationInfo>(v211, null, false);
            case ("commands", "POST") when message.IsCpo:
                return Of<V211.Commands.CommandResponse, V221.Commands.CommandResponse>(v211, null, false);
            case ("chargingprofiles", "GET" or "PUT" or "DELETE") when message.IsCpo:
                return new(OcpiRules.CheckStrictly<V221.ChargingProfiles.ChargingProfileResponse>, null);
            default:
                return null;
        }
    }

    private static OcpiKind Credentials(bool v211) => Of<V211.Credentials.Credentials, V221.Credentials.Credentials>(v211, "credentials", false);

    /// <param name="v211">The version.</param>
    /// <param name="segments">Ids in the path: location, EVSE, connector.</param>
    /// <param name="isPatch">Only what changes.</param>
    private static OcpiKind? OfSite(bool v211, int segments, bool isPatch) => segments switch
    {
        1 => Of<V211.Locations.Location, V221.Locations.Location>(v211, "location", isPatch),
        2 => Of<V211.Locations.Evse, V221.Locations.Evse>(v211, "evse", isPatch),
        3 => Of<V211.Locations.Connector, V221.Locations.Connector>(v211, "connector", isPatch),
        _ => null,
    };

    private static OcpiKind? OfCommand(bool v211, string command) => command switch
    {
        "START_SESSION" => Of<V211.Commands.StartSession, V221.Commands.StartSession>(v211, "commands.start_session.request", false),
        "STOP_SESSION" => Of<V211.Commands.StopSession, V221.Commands.StopSession>(v211, "commands.stop_session.request", false),
        "RESERVE_NOW" => Of<V211.Commands.ReserveNow, V221.Commands.ReserveNow>(v211, "commands.reserve_now.request", false),
        "UNLOCK_CONNECTOR" => Of<V211.Commands.UnlockConnector, V221.Commands.UnlockConnector>(v211, "commands.unlock_connector.request", false),
        "CANCEL_RESERVATION" when !v211 => new(OcpiRules.CheckStrictly<V221.Commands.CancelReservation>, "commands.cancel_reservation.request"),
        _ => null,
    };

    private static OcpiKind Of<T211, T221>(bool v211, string? schema, bool isPatch) => isPatch
        ? new(v211 ? OcpiRules.CheckPartial<T211> : OcpiRules.CheckPartial<T221>, schema + ".partial")
        : new(v211 ? OcpiRules.CheckStrictly<T211> : OcpiRules.CheckStrictly<T221>, schema);

    private static string[] Segments(string url) => url.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Ids behind the owner in the URL of a client owned object.</summary>
    private static int OwnSegments(OcpiSent message)
    {
        var at = message.Url.LastIndexOf(message.Party, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : Segments(message.Url[(at + message.Party.Length)..]).Length;
    }
}
