using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>The standard of a connector (OCPI 2.1.1 mod_locations §4.4).</summary>
public enum ConnectorType
{
    [JsonStringEnumMemberName("CHADEMO")]
    Chademo,

    [JsonStringEnumMemberName("DOMESTIC_A")]
    DomesticA,

    [JsonStringEnumMemberName("DOMESTIC_B")]
    DomesticB,

    [JsonStringEnumMemberName("DOMESTIC_C")]
    DomesticC,

    [JsonStringEnumMemberName("DOMESTIC_D")]
    DomesticD,

    [JsonStringEnumMemberName("DOMESTIC_E")]
    DomesticE,

    [JsonStringEnumMemberName("DOMESTIC_F")]
    DomesticF,

    [JsonStringEnumMemberName("DOMESTIC_G")]
    DomesticG,

    [JsonStringEnumMemberName("DOMESTIC_H")]
    DomesticH,

    [JsonStringEnumMemberName("DOMESTIC_I")]
    DomesticI,

    [JsonStringEnumMemberName("DOMESTIC_J")]
    DomesticJ,

    [JsonStringEnumMemberName("DOMESTIC_K")]
    DomesticK,

    [JsonStringEnumMemberName("DOMESTIC_L")]
    DomesticL,

    [JsonStringEnumMemberName("IEC_60309_2_single_16")]
    Iec603092Single16,

    [JsonStringEnumMemberName("IEC_60309_2_three_16")]
    Iec603092Three16,

    [JsonStringEnumMemberName("IEC_60309_2_three_32")]
    Iec603092Three32,

    [JsonStringEnumMemberName("IEC_60309_2_three_64")]
    Iec603092Three64,

    [JsonStringEnumMemberName("IEC_62196_T1")]
    Iec62196T1,

    [JsonStringEnumMemberName("IEC_62196_T1_COMBO")]
    Iec62196T1Combo,

    [JsonStringEnumMemberName("IEC_62196_T2")]
    Iec62196T2,

    [JsonStringEnumMemberName("IEC_62196_T2_COMBO")]
    Iec62196T2Combo,

    [JsonStringEnumMemberName("IEC_62196_T3A")]
    Iec62196T3a,

    [JsonStringEnumMemberName("IEC_62196_T3C")]
    Iec62196T3c,

    [JsonStringEnumMemberName("TESLA_R")]
    TeslaR,

    [JsonStringEnumMemberName("TESLA_S")]
    TeslaS,
}
