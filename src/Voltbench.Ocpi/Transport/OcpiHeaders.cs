namespace Voltbench.Ocpi.Transport;

/// <summary>Names of OCPI's own HTTP headers.</summary>
public static class OcpiHeaders
{
    public const string RequestId = "X-Request-ID";
    public const string CorrelationId = "X-Correlation-ID";
    public const string TotalCount = "X-Total-Count";
    public const string Limit = "X-Limit";
    public const string FromCountryCode = "OCPI-from-country-code";
    public const string FromPartyId = "OCPI-from-party-id";
    public const string ToCountryCode = "OCPI-to-country-code";
    public const string ToPartyId = "OCPI-to-party-id";

    private const int MaxIdLength = 128;

    /// <summary>True for an id that may be repeated in a header or kept: printable ASCII, 1 to 128 characters.</summary>
    public static bool IsId(string? id) => id is { Length: > 0 and <= MaxIdLength } && id.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    /// <summary>An id that is like no other.</summary>
    public static string NewId() => Guid.NewGuid().ToString();
}
