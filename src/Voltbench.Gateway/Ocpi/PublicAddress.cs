namespace Voltbench.Gateway.Ocpi;

/// <summary>
/// The base of every link that is given to others: the setting <c>PublicUrl</c>, else what the request was sent to. No slash at the end.
/// </summary>
public sealed class PublicAddress(string? publicUrl)
{
    public const string Setting = "PublicUrl";

    private readonly string? _fixed = publicUrl?.TrimEnd('/');

    public string Of(HttpRequest request) => _fixed ?? $"{request.Scheme}://{request.Host}{request.PathBase}";

    /// <summary>What is wrong with the setting.</summary>
    public static IEnumerable<string> Faults(string? publicUrl)
    {
        if (publicUrl is null)
            yield break;
        if (!Uri.TryCreate(publicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return $"{Setting} must be an absolute http or https URL without query, e.g. https://lab.example.com.";
    }
}
