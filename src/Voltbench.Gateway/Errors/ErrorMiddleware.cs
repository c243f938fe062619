using Npgsql;

namespace Voltbench.Gateway.Errors;

/// <summary>The outermost layer: whatever goes wrong becomes <c>{"detail": …}</c>, never a stack trace, never an empty body.</summary>
public sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; there is nobody to answer.
            return;
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is larger than 8 MiB." : "The request is malformed.");
            return;
        }
        catch (Exception e)
        {
            LogUnhandled(e, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no route");
            var detail = e is NpgsqlException and not PostgresException
                ? "The database is not reachable. Try again later."
                : "Something went wrong in the server; its log says what.";
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, detail);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
            await AnswerAsync(context, response.StatusCode, Describe(context));
    }

    private static string Describe(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is no such route.",
        StatusCodes.Status405MethodNotAllowed => $"The route does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than 8 MiB.",
        StatusCodes.Status415UnsupportedMediaType => "The route does not take this content type.",
        _ => "The request could not be served.",
    };

    private static Task AnswerAsync(HttpContext context, int status, string detail)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out: cut the connection so that the client does not take it for a whole one.
            context.Abort();
            return Task.CompletedTask;
        }

        var allow = context.Response.Headers.Allow;
        context.Response.Clear();
        if (status == StatusCodes.Status405MethodNotAllowed)
            context.Response.Headers.Allow = allow;
        return ApiResults.Problem(status, detail).ExecuteAsync(context);
    }
}
