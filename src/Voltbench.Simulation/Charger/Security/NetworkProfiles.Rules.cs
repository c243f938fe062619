using Voltbench.Ocpp;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>What became of SetNetworkProfile.</summary>
internal readonly record struct NetworkVerdict(SetNetworkProfileStatus Status, string? ReasonCode = null, string? Why = null)
{
    public static NetworkVerdict Rejected(string reasonCode, string why) => new(SetNetworkProfileStatus.Rejected, reasonCode, why);
}

/// <content>What may be set, and what a security profile needs.</content>
internal sealed partial class NetworkProfiles
{
    /// <summary>Stores a profile (B09).</summary>
    public NetworkVerdict Set(int slot, NetworkConnectionProfile profile)
    {
        if (Check(slot, profile) is { } refusal)
            return refusal;
        NoteBase();
        (_slots ??= [])[slot] = profile;
        KeepSlots();
        return new NetworkVerdict(SetNetworkProfileStatus.Accepted);
    }

    private NetworkVerdict? Check(int slot, NetworkConnectionProfile profile)
    {
        if (slot is < OwnSlot or > LastSlot)
            return NetworkVerdict.Rejected("ValueOutOfRange", $"The slots are {OwnSlot} to {LastSlot}.");
        if (slot == ActiveSlot && station.Connection.IsOpen)
            return NetworkVerdict.Rejected("InUse", "The profile in this slot is the one in use.");
        if (profile.OcppVersion != OcppProtocol.OCPP20 || profile.OcppTransport != OcppTransport.JSON)
            return NetworkVerdict.Rejected("UnsupportedParam", "The station speaks OCPP 2.0.1 over JSON.");
        if (profile.SecurityProfile is < 0 or > 3)
            return NetworkVerdict.Rejected("ValueOutOfRange", "Security profiles are 1 to 3.");
        if (profile.SecurityProfile < Access.Of(station).Profile)
            return NetworkVerdict.Rejected("NoSecurityDowngrade", "The security profile cannot be lowered."); // B09.FR.04
        if (profile.MessageTimeout is < 1 or > 3600)
            return NetworkVerdict.Rejected("ValueOutOfRange", "The message timeout is 1 to 3600 s.");
        if (!Uri.TryCreate(profile.OcppCsmsUrl, UriKind.Absolute, out var url) || url.Scheme is not ("ws" or "wss") || url.Host.Length == 0 || url.Fragment.Length > 0)
            return NetworkVerdict.Rejected("InvalidURL", "The address is not an absolute ws or wss URL.");
        if ((url.Scheme == "wss") != profile.SecurityProfile >= 2)
            return NetworkVerdict.Rejected("InvalidURL", $"Security profile {profile.SecurityProfile} needs a {(profile.SecurityProfile >= 2 ? "wss" : "ws")} address.");
        if (station.Fleet.Addresses?.Objection(station.Spec.CsmsUrl, url) is { } objection)
            return NetworkVerdict.Rejected("InvalidURL", objection);
        // It has no modem and builds no tunnels: it tried and could not.
        return profile.Apn is not null || profile.Vpn is not null
            ? new NetworkVerdict(SetNetworkProfileStatus.Failed, "UnsupportedParam", "The station has neither a modem nor a VPN client.")
            : null;
    }

    /// <summary>Whether the slots may be tried in that order: each filled, and each with all that its security profile needs (A05.FR.02, A05.FR.03).</summary>
    public Objection CheckOrder(IReadOnlyList<int> order)
    {
        foreach (var slot in order)
        {
            if (ProfileOf(slot) is not { } profile)
                return Objection.InvalidValue($"Slot {slot} holds no profile.");
            if (slot != OwnSlot && Missing(profile) is { } missing)
                return Objection.InvalidValue($"The profile in slot {slot} needs {missing}.");
            if (slot == OwnSlot && profile < Access.Of(station).Profile)
                return Objection.InvalidValue("The security profile cannot be lowered.");
        }

        return default;
    }

    /// <summary>1.6: whether the security profile may be raised to that (A05.FR.01–05).</summary>
    public static Objection CheckRaise(Station station, int profile)
    {
        if (station.Spec.Version != OcppVersion.V16)
            return new Objection("ReadOnly", "The security profile follows from the network profile.");
        if (profile <= Access.Of(station).Profile)
            return Objection.InvalidValue("The security profile can only be raised.");
        return station.Security.Network.Missing(profile) is { } missing ? Objection.InvalidValue($"Security profile {profile} needs {missing}.") : default;
    }

    /// <summary>What the station still needs for a security profile; null when it has it all.</summary>
    private string? Missing(int profile)
    {
        var certificates = station.Security.CertificatesIfAny;
        if (profile is 1 or 2 && station.Configuration.Get(StandardSettings.AuthorizationKey).Length < 16)
            return "an authorization key of at least 16 characters";
        // A station that verifies its CSMS already has roots from the start.
        if (profile >= 2 && Access.Of(station).Profile < 2 && certificates?.HasValidCsmsRoot != true)
            return "a valid root certificate of the CSMS";
        return profile == 3 && Access.Of(station).Profile != 3 && certificates?.HasValidClient != true ? "a valid certificate of the station" : null;
    }
}
