using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>What an EVSE can do (OCPI 2.1.1 mod_locations §4.2).</summary>
public enum Capability
{
    [JsonStringEnumMemberName("CHARGING_PROFILE_CAPABLE")]
    ChargingProfileCapable,

    [JsonStringEnumMemberName("CREDIT_CARD_PAYABLE")]
    CreditCardPayable,

    [JsonStringEnumMemberName("REMOTE_START_STOP_CAPABLE")]
    RemoteStartStopCapable,

    [JsonStringEnumMemberName("RESERVABLE")]
    Reservable,

    [JsonStringEnumMemberName("RFID_READER")]
    RfidReader,

    [JsonStringEnumMemberName("UNLOCK_CAPABLE")]
    UnlockCapable,
}
