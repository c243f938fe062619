using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>
/// Network connection profiles of 2.0.1 (B09, B10) and the raised security profile of 1.6 (A05): which one is tried, and what the station goes back to when it
/// does not work. Slot 1 is what the owner of the charger named, until the CSMS puts something else there.
/// </summary>
internal sealed partial class NetworkProfiles(Station station) : IDocument
{
    public const string DocumentName = "network";
    public const int OwnSlot = 1;
    public const int LastSlot = 5;

    private NetworkRecord _kept = new();
    private Dictionary<int, NetworkConnectionProfile>? _slots;
    private int _index;
    private int _attempts;

    public string Name => DocumentName;

    /// <summary>Slot in use, or tried.</summary>
    public int ActiveSlot { get; private set; } = OwnSlot;

    /// <summary>The profile in that slot; null for the owner's.</summary>
    public NetworkConnectionProfile? Active => _slots?.GetValueOrDefault(ActiveSlot);

    /// <summary>What the CSMS set was set for another address, key or profile than the owner's of now.</summary>
    public bool IsOfAnotherBase => _kept.Base is { } known && known != BaseOf(station);

    /// <summary>Remembers what the owner's connection was when the CSMS changed something of it.</summary>
    public void NoteBase()
    {
        if (_kept.Base is null)
            Keep(_kept with { Base = BaseOf(station) });
    }

    /// <summary>The next attempt to connect: which profile is it?</summary>
    public void Choose()
    {
        var candidates = Candidates();
        ActiveSlot = candidates[_index % candidates.Count];
    }

    /// <summary>It worked: this is what the station goes back to from now on; profiles of lower security are out of use (A05.FR.06).</summary>
    public void OnConnected()
    {
        _attempts = 0;
        if (_kept.ProfileBefore is not null)
            Keep(_kept with { ProfileBefore = null });
        if (_kept.LastGood == ActiveSlot)
            return;
        Keep(_kept with { LastGood = ActiveSlot });
        var profile = Access.Of(station).Profile;
        var order = station.Configuration.Get(StandardSettings.NetworkConfigurationPriority);
        var allowed = order.Where(slot => ProfileOf(slot) is { } p && p >= profile).ToList();
        if (allowed.Count == order.Count || allowed.Count == 0)
            return;
        station.Configuration.Override(StandardSettings.NetworkConfigurationPriority, allowed);
        foreach (var slot in (_slots ?? []).Where(s => s.Value.SecurityProfile < profile).Select(static s => s.Key).ToList())
            _slots!.Remove(slot);
        _index = 0;
        KeepSlots();
    }

    /// <summary>It did not: after so many attempts the next profile has its turn (B10.FR.03), in the end the one that worked last (B10.FR.07).</summary>
    public void OnFailed()
    {
        if (++_attempts < station.Configuration.Get(StandardSettings.NetworkProfileConnectionAttempts))
            return;
        _attempts = 0;
        if (_kept.ProfileBefore is { } before)
            FallBack(before);
        if (Candidates().Count > 1)
        {
            _index++;
            station.Connection.ResetBackOff();
        }
    }

    /// <summary>1.6: the profile was raised. The connection begins anew; where that fails the old one is back (A05.FR.07, A05.FR.08).</summary>
    public void OnProfileRaised(int before)
    {
        NoteBase();
        Keep(_kept with { ProfileBefore = before });
        _attempts = 0;
        station.Security.Events.Report(SecurityEvent.ReconfigurationOfSecurityParameters, "The security profile was raised.");
        station.Security.Reconnect();
    }

    /// <summary>Forgets all that the CSMS set.</summary>
    public void Reset()
    {
        Clear();
        station.Memory.Changed(this);
    }

    public ReadOnlyMemory<byte> Write()
        => _kept == new NetworkRecord() ? default : JsonSerializer.SerializeToUtf8Bytes(_kept, SecurityJson.Default.NetworkRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        _kept = JsonSerializer.Deserialize(json.Span, SecurityJson.Default.NetworkRecord)!;
        foreach (var slot in _kept.Slots ?? [])
        {
            var request = OcppJson.Deserialize<SetNetworkProfileRequest>(Encoding.UTF8.GetBytes(slot));
            (_slots ??= [])[request.ConfigurationSlot] = request.ConnectionData;
        }
    }

    public void Clear()
    {
        _kept = new NetworkRecord();
        _slots = null;
        (_index, _attempts, ActiveSlot) = (0, 0, OwnSlot);
    }

    private void FallBack(int before)
    {
        Keep(_kept with { ProfileBefore = null });
        if (before == station.Spec.SecurityProfile)
            station.Configuration.Forget(StandardSettings.SecurityProfile);
        else
            station.Configuration.Override(StandardSettings.SecurityProfile, before);
        station.Security.Events.Report(SecurityEvent.ReconfigurationOfSecurityParameters, "The raised security profile did not connect; the station went back.");
    }

    /// <summary>Slots in the order of the CSMS, and the one that worked last where that is not among them.</summary>
    private List<int> Candidates()
    {
        var candidates = station.Configuration.Get(StandardSettings.NetworkConfigurationPriority).Where(IsFilled).ToList();
        if (!candidates.Contains(_kept.LastGood) && IsFilled(_kept.LastGood))
            candidates.Add(_kept.LastGood);
        if (candidates.Count == 0)
            candidates.Add(OwnSlot);
        return candidates;
    }

    private bool IsFilled(int slot) => slot == OwnSlot || _slots?.ContainsKey(slot) == true;

    private int? ProfileOf(int slot) => _slots?.GetValueOrDefault(slot)?.SecurityProfile ?? (slot == OwnSlot ? station.Spec.SecurityProfile : null);

    private void KeepSlots() => Keep(_kept with
    {
        Slots = _slots is not { Count: > 0 }
            ? null
            : [.. _slots.Select(static s => Encoding.UTF8.GetString(OcppJson.Serialize(new SetNetworkProfileRequest { ConfigurationSlot = s.Key, ConnectionData = s.Value })))],
    });

    private void Keep(NetworkRecord record)
    {
        _kept = record;
        station.Memory.Changed(this);
    }

    // A digest, because it is made of secrets too.
    private static string BaseOf(Station station)
    {
        var spec = station.Spec;
        var text = string.Create(CultureInfo.InvariantCulture, $"{spec.CsmsUrl}\n{spec.Identity}\n{spec.SecurityProfile}\n{spec.BasicUser}\n{spec.AuthorizationKey}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}

internal sealed record NetworkRecord
{
    /// <summary>Digest of the owner's connection that the rest is about.</summary>
    [JsonPropertyName("base")]
    public string? Base { get; init; }

    /// <summary>SetNetworkProfile requests as they came.</summary>
    [JsonPropertyName("slots")]
    public IReadOnlyList<string>? Slots { get; init; }

    [JsonPropertyName("good")]
    public int LastGood { get; init; } = NetworkProfiles.OwnSlot;

    /// <summary>1.6: the security profile to go back to while the raised one has not proved itself.</summary>
    [JsonPropertyName("before")]
    public int? ProfileBefore { get; init; }
}
