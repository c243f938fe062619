namespace Voltbench.Gateway.OpenApi;

/// <summary>A query parameter that the handler reads by itself; endpoint metadata for the document.</summary>
/// <param name="Name">Name.</param>
/// <param name="Kind">JSON type.</param>
/// <param name="Description">What it does.</param>
public sealed record QueryParameter(string Name, QueryKind Kind, string Description)
{
    public static readonly QueryParameter Page = new("page", QueryKind.Integer, "Page, from 1.") { Minimum = 1, Default = 1 };
    public static readonly QueryParameter Limit = new("limit", QueryKind.Integer, "Rows of a page.") { Minimum = 1, Maximum = 100, Default = 50 };

    public static readonly QueryParameter ChargerIds = new("charger_ids", QueryKind.Texts, "Only these chargers; repeated.");

    public int? Minimum { get; init; }

    public int? Maximum { get; init; }

    public int? Default { get; init; }

    public bool Required { get; init; }

    /// <summary>Allowed values; null for any.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}

public enum QueryKind
{
    Text,
    Integer,
    Uuid,
    DateTime,
    Boolean,

    /// <summary>May be repeated.</summary>
    Texts,
}

/// <summary>The parameters of one operation.</summary>
public sealed record QueryMetadata(IReadOnlyList<QueryParameter> Parameters);

/// <summary>A header that the handler reads by itself.</summary>
public sealed record HeaderMetadata(string Name, string Description);

/// <summary>The operation accepts <c>Idempotency-Key</c>.</summary>
public sealed record IdempotentMetadata;
