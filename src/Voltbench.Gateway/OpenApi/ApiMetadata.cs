using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.OpenApi;

/// <summary>What an operation says of itself in the OpenAPI document.</summary>
public static class ApiMetadata
{
    /// <summary>Names the operation; <paramref name="operationId"/> is unique in the whole API.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string operationId, string summary) =>
        route.WithName(operationId).WithSummary(summary);

    /// <summary>The success: status and body.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status) => route.Produces<T>(status, Answer.Json);

    /// <summary>A success without a body.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent);

    /// <summary>Errors beyond those of every operation (401, 403, 422, 500).</summary>
    public static RouteHandlerBuilder Also(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<ErrorBody>(status, Answer.Json);
        return route;
    }

    /// <summary>The body that the handler reads by itself.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, bool optional = false)
        where T : notnull => route.Accepts<T>(optional, Answer.Json);
}
