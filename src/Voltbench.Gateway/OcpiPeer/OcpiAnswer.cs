using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>What a module answers; the mapper makes envelope and headers of it.</summary>
public sealed class OcpiAnswer
{
    private IReadOnlyList<string>? _items;
    private ReadOnlyMemory<byte> _data;

    private OcpiAnswer(int httpStatus, int statusCode, string? message) => (HttpStatus, StatusCode, Message) = (httpStatus, statusCode, message);

    public int HttpStatus { get; }

    /// <summary>One of <see cref="OcpiStatus"/>.</summary>
    public int StatusCode { get; }

    public string? Message { get; }

    /// <summary>All objects that match; null when the answer is no page.</summary>
    public long? Total { get; private init; }

    /// <summary>Whether the mapper adds the link to the next page.</summary>
    public bool HasNext { get; private init; }

    /// <summary>Header <c>Location</c>: where the object that was posted can be read.</summary>
    public string? Location { get; init; }

    /// <summary>Seconds of <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>HTTP 200 and 1000 with an object or a list of objects.</summary>
    public static OcpiAnswer Ok<T>(T data) => Success(StatusCodes.Status200OK, OcpiJson.SerializeUtf8(data));

    /// <summary>HTTP 200 and 1000 with JSON text.</summary>
    public static OcpiAnswer Raw(string json) => Success(StatusCodes.Status200OK, System.Text.Encoding.UTF8.GetBytes(json));

    /// <summary>HTTP 200 and 1000 without data, as 2.2.1 advises where the text names none.</summary>
    public static OcpiAnswer Done() => Success(StatusCodes.Status200OK, default);

    /// <summary>HTTP 201 and 1000: the object is new here.</summary>
    public static OcpiAnswer Created() => Success(StatusCodes.Status201Created, default);

    /// <inheritdoc cref="Created()"/>
    public static OcpiAnswer Created<T>(T data) => Success(StatusCodes.Status201Created, OcpiJson.SerializeUtf8(data));

    /// <summary>HTTP 201 and 1000: the object is new here, and can be read at <paramref name="location"/>.</summary>
    public static OcpiAnswer CreatedAt(string location) => new(StatusCodes.Status201Created, OcpiStatus.Success, SuccessMessage) { Location = location };

    /// <summary>One page of objects that are JSON text.</summary>
    /// <param name="rawItems">The page.</param>
    /// <param name="total">All that match the filters.</param>
    /// <param name="nextExists">Whether there is a page after this.</param>
    public static OcpiAnswer Page(IReadOnlyList<string> rawItems, long total, bool nextExists) =>
        new(StatusCodes.Status200OK, OcpiStatus.Success, SuccessMessage) { _items = rawItems, Total = total, HasNext = nextExists };

    /// <inheritdoc cref="Page(IReadOnlyList{string}, long, bool)"/>
    public static OcpiAnswer Page<T>(IReadOnlyList<T> items, long total, bool nextExists) =>
        Page(items.Select(OcpiJson.Serialize).ToList(), total, nextExists);

    /// <summary>A refusal.</summary>
    /// <param name="httpStatus">200 when the request reached the OCPI layer: status_codes forbids HTTP errors there.</param>
    /// <param name="ocpiCode">2xxx to 4xxx; translated to the version that is spoken.</param>
    /// <param name="message">A text that a person can act on.</param>
    public static OcpiAnswer Fault(int httpStatus, int ocpiCode, string message) => new(httpStatus, ocpiCode, message);

    /// <summary>HTTP 200 and a code that is no success, with what the module says all the same.</summary>
    /// <param name="ocpiCode">2xxx to 4xxx; translated to the version that is spoken.</param>
    /// <param name="message">A text that a person can act on.</param>
    /// <param name="data">Object of the standard.</param>
    public static OcpiAnswer Refused<T>(int ocpiCode, string message, T data) =>
        new(StatusCodes.Status200OK, ocpiCode, message) { _data = OcpiJson.SerializeUtf8(data) };

    /// <summary>HTTP 200 and 2001: valid JSON, but not what the module takes.</summary>
    public static OcpiAnswer Invalid(string message) => Fault(StatusCodes.Status200OK, OcpiStatus.InvalidParameters, message);

    /// <summary>HTTP 404: there is no such object, or it is somebody else's.</summary>
    /// <param name="message">A text that a person can act on.</param>
    /// <param name="ocpiCode">2003 for locations, EVSEs and connectors, 2004 for tokens, else 2000.</param>
    public static OcpiAnswer NotFound(string message, int ocpiCode = OcpiStatus.ClientError) => Fault(StatusCodes.Status404NotFound, ocpiCode, message);

    /// <summary>HTTP 401: nobody may know more of why.</summary>
    public static OcpiAnswer Unauthorized { get; } = Fault(
        StatusCodes.Status401Unauthorized,
        OcpiStatus.InvalidParameters,
        "Authorization must be 'Token <credentials token>' with a token that is valid for this party, version and module.");

    /// <summary>HTTP 429: a bound of this party is reached.</summary>
    public static OcpiAnswer Busy(string message) => new(StatusCodes.Status429TooManyRequests, OcpiStatus.ServerError, message) { RetryAfter = 1 };

    /// <summary>The whole body.</summary>
    internal byte[] Write(OcpiVersion version, DateTimeOffset now)
    {
        var code = OcpiStatus.For(version, StatusCode);
        return _items is not null ? Envelope.WriteList(_items, code, Message, now) : Envelope.Write(_data.Span, code, Message, now);
    }

    private const string SuccessMessage = "Success";

    private static OcpiAnswer Success(int httpStatus, ReadOnlyMemory<byte> data) => new(httpStatus, OcpiStatus.Success, SuccessMessage) { _data = data };
}
