namespace Voltbench.Gateway.Errors;

/// <summary>Body of every 4xx and 5xx answer but 422.</summary>
/// <param name="Detail">A text that a person can act on.</param>
public sealed record ErrorBody(string Detail);

/// <summary>Body of a 422.</summary>
/// <param name="Detail">Every violation of the request.</param>
public sealed record ValidationErrorBody(IReadOnlyList<ValidationErrorItem> Detail);

/// <summary>One violation, in the form of Pydantic v2.</summary>
/// <param name="Loc">Where: <c>body</c>, <c>query</c>, <c>path</c> or <c>header</c>, then names and list indices.</param>
/// <param name="Msg">What is wrong.</param>
/// <param name="Type">Name of the rule.</param>
/// <param name="Input">The value that was refused.</param>
/// <param name="Ctx">Parameters of the rule.</param>
public sealed record ValidationErrorItem(IReadOnlyList<object> Loc, string Msg, string Type, object? Input, IReadOnlyDictionary<string, object>? Ctx);
