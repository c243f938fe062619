namespace Voltbench.Gateway.Errors;

/// <summary>A complete answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON, or empty.</param>
public sealed record Answer(int Status, ReadOnlyMemory<byte> Body) : IResult
{
    public const string Json = "application/json";

    /// <summary>Seconds of a <c>Retry-After</c> header; null for none.</summary>
    public int? RetryAfterSeconds { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Body.IsEmpty)
            return Task.CompletedTask;
        response.ContentType = Json;
        response.ContentLength = Body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(Body, httpContext.RequestAborted).AsTask();
    }
}
