using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>What an EVSE can do (OCPI 2.2.1 mod_locations).</summary>
public enum Capability
{
    [JsonStringEnumMemberName("CHARGING_PROFILE_CAPABLE")]
    ChargingProfileCapable,

    [JsonStringEnumMemberName("CHARGING_PREFERENCES_CAPABLE")]
    ChargingPreferencesCapable,

    [JsonStringEnumMemberName("CHIP_CARD_SUPPORT")]
    ChipCardSupport,

    [JsonStringEnumMemberName("CONTACTLESS_CARD_SUPPORT")]
    ContactlessCardSupport,

    [JsonStringEnumMemberName("CREDIT_CARD_PAYABLE")]
    CreditCardPayable,

    [JsonStringEnumMemberName("DEBIT_CARD_PAYABLE")]
    DebitCardPayable,

    [JsonStringEnumMemberName("PED_TERMINAL")]
    PedTerminal,

    [JsonStringEnumMemberName("REMOTE_START_STOP_CAPABLE")]
    RemoteStartStopCapable,

    [JsonStringEnumMemberName("RESERVABLE")]
    Reservable,

    [JsonStringEnumMemberName("RFID_READER")]
    RfidReader,

    [JsonStringEnumMemberName("START_SESSION_CONNECTOR_REQUIRED")]
    StartSessionConnectorRequired,

    [JsonStringEnumMemberName("TOKEN_GROUP_CAPABLE")]
    TokenGroupCapable,

    [JsonStringEnumMemberName("UNLOCK_CAPABLE")]
    UnlockCapable,
}
