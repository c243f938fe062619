using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.OpenApi;

/// <summary>What an operation says of itself in the OpenAPI document.</summary>
public static class ApiMetadata
{
    /// <summary>
    /// Names the operation, <paramref name="operationId"/> being unique in the whole API, with the errors that every operation with a token has
    /// (401, 403, 422, 500).
    /// </summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string operationId, string summary) =>
        route.WithName(operationId).WithSummary(summary)
            .Also(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status500InternalServerError)
            .Produces<ValidationErrorBody>(StatusCodes.Status422UnprocessableEntity, Answer.Json);

    /// <summary>The success: status and body.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status) => route.Produces<T>(status, Answer.Json);

    /// <summary>A success without a body.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent);

    /// <summary>Errors beyond those of every operation.</summary>
    public static RouteHandlerBuilder Also(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<ErrorBody>(status, Answer.Json);
        return route;
    }

    /// <summary>The body that the handler reads by itself. The router lets any content type through: the reader's refusal says more than a 415.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, bool optional = false)
        where T : notnull => route.Accepts<T>(optional, Answer.Json, OperationParameters.AnyType);

    /// <summary>The query parameters that the handler reads by itself.</summary>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder route, params IReadOnlyList<QueryParameter> parameters) =>
        route.WithMetadata(new QueryMetadata(parameters));

    /// <summary>A header that the handler reads by itself.</summary>
    public static RouteHandlerBuilder Header(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new HeaderMetadata(name, description));

    /// <summary>The operation accepts <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder route) => route.WithMetadata(new IdempotentMetadata());
}
