using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Tariffs;

/// <summary>Days of the week (OCPI 2.1.1 mod_tariffs §4.1).</summary>
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
