namespace Voltbench.Gateway.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Data">The rows of this page.</param>
/// <param name="Total">Rows of the whole list.</param>
/// <param name="PageNumber">The page asked for, from 1.</param>
/// <param name="Limit">Rows of a full page, 1–100.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Data,
    long Total,
    [property: System.Text.Json.Serialization.JsonPropertyName("page")] int PageNumber,
    int Limit);

/// <summary>Which page a request asks for.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Limit">1–100.</param>
public readonly record struct PageQuery(int Number, int Limit)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 100;

    /// <summary>Rows before the page.</summary>
    public long Offset => (Number - 1L) * Limit;

    public Page<T> Of<T>(IReadOnlyList<T> data, long total) => new(data, total, Number, Limit);

    /// <summary>The page of a list that is in memory.</summary>
    public Page<T> Cut<T>(IReadOnlyList<T> all) => Of(Offset >= all.Count ? [] : all.Skip((int)Offset).Take(Limit).ToList(), all.Count);
}
