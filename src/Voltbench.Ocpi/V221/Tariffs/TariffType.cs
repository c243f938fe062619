using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Tariffs;

/// <summary>The charging preference or payment that a tariff is for (OCPI 2.2.1 mod_tariffs).</summary>
public enum TariffType
{
    [JsonStringEnumMemberName("AD_HOC_PAYMENT")]
    AdHocPayment,

    [JsonStringEnumMemberName("PROFILE_CHEAP")]
    ProfileCheap,

    [JsonStringEnumMemberName("PROFILE_FAST")]
    ProfileFast,

    [JsonStringEnumMemberName("PROFILE_GREEN")]
    ProfileGreen,

    [JsonStringEnumMemberName("REGULAR")]
    Regular,
}
