using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Tariffs;

/// <summary>Prices of a reservation that is used, or of one that expires (OCPI 2.2.1 mod_tariffs).</summary>
public enum ReservationRestrictionType
{
    [JsonStringEnumMemberName("RESERVATION")]
    Reservation,

    [JsonStringEnumMemberName("RESERVATION_EXPIRES")]
    ReservationExpires,
}
