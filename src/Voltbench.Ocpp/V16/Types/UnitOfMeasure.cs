using System.Text.Json.Serialization;

namespace Voltbench.Ocpp.V16.Types;

/// <summary>Unit of a sample (§7.45).</summary>
public enum UnitOfMeasure
{
    Wh,

    [JsonStringEnumMemberName("kWh")]
    KWh,

    [JsonStringEnumMemberName("varh")]
    Varh,

    [JsonStringEnumMemberName("kvarh")]
    Kvarh,

    W,

    [JsonStringEnumMemberName("kW")]
    KW,

    VA,

    [JsonStringEnumMemberName("kVA")]
    KVA,

    [JsonStringEnumMemberName("var")]
    Var,

    [JsonStringEnumMemberName("kvar")]
    Kvar,

    A,

    V,

    K,

    /// <summary>The spelling of the first edition; accepted on input, never to be sent.</summary>
    Celcius,

    Celsius,

    Fahrenheit,

    Percent,

    /// <summary>Not in the standard: accepted on input, never to be sent. A frequency goes without a unit.</summary>
    Hertz,
}
