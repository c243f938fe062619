using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>A request of a peer whose token was accepted.</summary>
public sealed class OcpiCall
{
    /// <summary>Bytes of a body. The longest object, a location with every EVSE, stays far below.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    private ReadOnlyMemory<byte>? _body;

    internal OcpiCall(HttpContext http, OcpiRoute route, PeerAccess access, string baseUrl)
    {
        (Http, Route, Access, BaseUrl) = (http, route, access, baseUrl);
    }

    public HttpContext Http { get; }

    /// <summary>Our party: the token decides it.</summary>
    public Party Party => Access.Party;

    /// <summary>Who calls; null with token A.</summary>
    public Peer? Peer => Access.Peer;

    public OcpiVersion Version => Route.Version;

    /// <summary>E.g. <c>https://lab.example.com/ocpi/2.2.1</c>; no slash at the end.</summary>
    public string BaseUrl { get; }

    /// <summary>Of a GET that ends in a module's name; else the first page.</summary>
    public OcpiPage Page { get; internal set; } = OcpiPage.First;

    /// <summary>As the peer sent it; a new one when it did not.</summary>
    public required string RequestId { get; init; }

    /// <inheritdoc cref="RequestId"/>
    public required string CorrelationId { get; init; }

    public IServiceProvider Services => Http.RequestServices;

    /// <summary>The token as it was shown, decoded. Never in logs.</summary>
    public required string ShownToken { get; init; }

    internal OcpiRoute Route { get; }

    internal PeerAccess Access { get; }

    /// <summary>The body once it was read, for the log.</summary>
    internal ReadOnlyMemory<byte> ReadBody => _body ?? default;

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A segment of the path, decoded.</summary>
    public string Path(string name) =>
        // The server leaves an encoded slash alone.
        (Http.Request.RouteValues[name] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A parameter of the query; null when it is absent.</summary>
    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>The body as bytes; a fault when it is empty, too long or no JSON.</summary>
    public async ValueTask<OcpiBody<ReadOnlyMemory<byte>>> ReadJsonAsync(CancellationToken ct)
    {
        if (_body is null)
        {
            if (await BodyBytes.ReadAsync(Http, MaxBodyBytes, ct) is not { } bytes)
                return new(default, OcpiAnswer.Fault(StatusCodes.Status413PayloadTooLarge, OcpiStatus.ClientError, "The body is larger than 8 MiB."));
            _body = bytes;
        }

        var body = _body.Value;
        if (body.IsEmpty)
            return new(default, OcpiAnswer.Fault(StatusCodes.Status400BadRequest, OcpiStatus.InvalidParameters, "The request needs a JSON body."));
        return JsonScan.Check(body.Span) is var (error, position)
            ? new(default, OcpiAnswer.Fault(StatusCodes.Status400BadRequest, OcpiStatus.InvalidParameters, $"The body is not valid JSON at byte {position}: {error}."))
            : new(body, null);
    }

    /// <summary>The body as an object of the standard; a fault when it is none: HTTP 400 for what is no JSON, 2001 for what breaks a rule of the type.</summary>
    public async ValueTask<OcpiBody<T>> ReadBodyAsync<T>(CancellationToken ct)
    {
        var json = await ReadJsonAsync(ct);
        if (json.Fault is { } fault)
            return new(default, fault);
        return OcpiJson.TryDeserialize<T>(json.Value.Span, out var value, out var violation) ? new(value, null) : new(default, OcpiAnswer.Invalid(violation));
    }
}

/// <summary>A body, or why it is refused: exactly one is there.</summary>
/// <param name="Value">What was read.</param>
/// <param name="Fault">The answer to give.</param>
public readonly record struct OcpiBody<T>(T? Value, OcpiAnswer? Fault);
