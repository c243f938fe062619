using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Tariffs;

/// <summary>Days of the week (OCPI 2.2.1 mod_tariffs).</summary>
public enum DayOfWeek
{
    [JsonStringEnumMemberName("MONDAY")]
    Monday,

    [JsonStringEnumMemberName("TUESDAY")]
    Tuesday,

    [JsonStringEnumMemberName("WEDNESDAY")]
    Wednesday,

    [JsonStringEnumMemberName("THURSDAY")]
    Thursday,

    [JsonStringEnumMemberName("FRIDAY")]
    Friday,

    [JsonStringEnumMemberName("SATURDAY")]
    Saturday,

    [JsonStringEnumMemberName("SUNDAY")]
    Sunday,
}
