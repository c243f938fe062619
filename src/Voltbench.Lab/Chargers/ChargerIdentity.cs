using System.Text.RegularExpressions;

namespace Voltbench.Lab.Chargers;

/// <summary>The charge point identity: the last path segment of the CSMS address and the Basic user name.</summary>
public static partial class ChargerIdentity
{
    public const int MaxLength = 48;

    /// <summary>Characters that OCPP's <c>identifierString</c> and the contract allow (OCPP 2.0.1 part 2, table of primitive types).</summary>
    public static Regex Pattern => Allowed();

    /// <summary>Why <paramref name="identity"/> cannot be one, in words for a person; null when it can.</summary>
    public static string? Check(string identity) => identity.Length switch
    {
        0 => "The identity is empty.",
        > MaxLength => $"The identity has {identity.Length} characters; {MaxLength} are allowed.",
        _ when !Allowed().IsMatch(identity) => "The identity may only hold letters, digits and * - _ = : + | @ .",
        _ => CheckPathSegment(identity),
    };

    /// <summary>A well-formed identity that no URL can carry: RFC 3986 §5.2.4 removes the segments <c>.</c> and <c>..</c>.</summary>
    public static string? CheckPathSegment(string identity)
        => identity is "." or ".." ? "The identity is the last segment of a URL path, which cannot be \".\" or \"..\"." : null;

    // \z, not $: a trailing line feed is no part of an identity.
    [GeneratedRegex(@"^[A-Za-z0-9*\-_=:+|@.]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed();
}
