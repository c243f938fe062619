namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Limits of texts that OCPI sets tighter than the API does.</summary>
public static class SiteTexts
{
    /// <summary>City, both versions.</summary>
    public const int MaxCity = 45;

    /// <summary>Address in 2.1.1 (§3.1); 2.2.1 has room for 255.</summary>
    public const int MaxOldAddress = 45;

    /// <summary>Address in 2.2.1 and name, both versions.</summary>
    public const int MaxText = 255;

    /// <summary>Name of an owner or operator, both versions.</summary>
    public const int MaxBusinessName = 100;

    public const int MaxPostalCode = 10;

    /// <summary>The text, or its beginning; a character of two units is not cut in two.</summary>
    internal static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
