using System.Text.Json;

namespace Voltbench.Gateway.Validation;

/// <summary>
/// Reads path, query and body of one request and collects every violation on the way:
/// <code>
/// var input = new RequestReader(http);
/// var id = input.PathUuid("location_id");
/// var body = (await input.BodyAsync(ct)).AsObject();
/// var name = body.String("name", min: 1, max: 200);
/// if (input.Violations.Any) return input.Violations.Result;
/// </code>
/// </summary>
public sealed class RequestReader(HttpContext context) : IDisposable
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private JsonDocument? _document;

    public Violations Violations { get; } = new();

    public QueryReader Query => new(context.Request.Query, Violations);

    /// <summary>The body as it came; empty before it was read.</summary>
    public ReadOnlyMemory<byte> RawBody { get; private set; }

    /// <summary>A path id that is a UUID: another text is a 422, an unknown id the handler's 404.</summary>
    public Guid PathUuid(string name)
    {
        var text = PathText(name);
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        Violations.Add(Loc.Path(name), ViolationType.UuidParsing(), Echo.Text(text));
        return Guid.Empty;
    }

    /// <summary>A path id that is a number: another text is a 422, one that is too large exists nowhere.</summary>
    public long PathNumber(string name)
    {
        var text = PathText(name);
        if (text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        Violations.Add(Loc.Path(name), ViolationType.StringPatternMismatch(@"^\d+$"), Echo.Text(text));
        return 0;
    }

    /// <summary>An opaque path id or slug: whatever it is, it exists or it does not.</summary>
    public string PathText(string name) => context.Request.RouteValues[name] as string ?? "";

    /// <summary>The body, which must be there.</summary>
    public async Task<BodyValue> BodyAsync(CancellationToken ct)
    {
        var body = await OptionalBodyAsync(ct);
        if (body.IsUndefined && !Violations.Any)
            Violations.Add(Loc.Body, ViolationType.Missing, Echo.Text(null));
        return body;
    }

    /// <summary>The body, which may be empty: then every getter yields its default.</summary>
    public async Task<BodyValue> OptionalBodyAsync(CancellationToken ct)
    {
        RawBody = await ReadAsync(ct);
        var nothing = new BodyValue(Violations, Loc.Body, default);
        if (RawBody.IsEmpty)
            return nothing;
        if (!IsJson(context.Request.ContentType))
        {
            Violations.Add(Loc.Header("content-type"), ViolationType.Enum(["application/json"]), Echo.Text(context.Request.ContentType));
            return nothing;
        }

        if (JsonScan.Check(RawBody.Span) is var (error, position))
        {
            Violations.Add(Loc.Body[position], ViolationType.JsonInvalid(error), Echo.Text(null));
            return nothing;
        }

        _document = JsonDocument.Parse(RawBody, new JsonDocumentOptions { MaxDepth = JsonScan.MaxDepth });
        context.Response.RegisterForDispose(this);
        return new BodyValue(Violations, Loc.Body, _document.RootElement);
    }

    public void Dispose() => _document?.Dispose();

    /// <summary>No content type counts as JSON; another charset than UTF-8 does not.</summary>
    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return true;
        return Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken ct) =>
        await BodyBytes.ReadAsync(context, MaxBytes, ct)
        ?? throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
