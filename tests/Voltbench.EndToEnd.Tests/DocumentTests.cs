using System.Text.RegularExpressions;
using Voltbench.EndToEnd.Tests.FrontDoor;

namespace Voltbench.EndToEnd.Tests;

/// <summary>The documents name files that are there: a rename takes its documents along.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents() => new(
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Checkout.Root, "*.md"))
            .Select(file => Path.GetRelativePath(Checkout.Root, file)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Files_and_links_exist(string document)
    {
        var text = Checkout.Read(document);
        var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, document))!;
        // "Things" and "NNNN" stand for what a reader will add.
        var files = Named().Matches(text).Select(m => m.Groups["path"].Value)
            .Where(path => !path.Contains("Thing", StringComparison.Ordinal) && !path.Contains("NNNN", StringComparison.Ordinal))
            .Select(path => Path.Combine(Checkout.Root, path));
        var links = Link().Matches(text).Select(m => Path.Combine(folder, m.Groups["path"].Value));
        files.Concat(links).Where(path => !Path.Exists(path)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"`(?<path>(src|tests|bench|docs)/[^`\s<>…]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
