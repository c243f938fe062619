using System.Globalization;
using System.Text.RegularExpressions;

namespace Voltbench.Ocpi.Rules;

/// <summary>Forms of strings that the standard gives by a regular expression or by naming another standard.</summary>
public enum TextForm
{
    /// <summary>Two letters (ISO 3166-1 alpha-2).</summary>
    CountryAlpha2,

    /// <summary>Three capital letters (ISO 3166-1 alpha-3).</summary>
    CountryAlpha3,

    /// <summary>Three letters or digits (ISO 15118).</summary>
    PartyId,

    /// <summary>Three capital letters (ISO 4217).</summary>
    Currency,

    /// <summary>Two small letters (ISO 639-1).</summary>
    Language,

    /// <summary>2.1.1: degrees with six decimals, −90 to 90.</summary>
    Latitude6,

    /// <summary>2.1.1: degrees with six decimals, −180 to 180.</summary>
    Longitude6,

    /// <summary>2.2.1: degrees with five to seven decimals, −90 to 90.</summary>
    Latitude,

    /// <summary>2.2.1: degrees with five to seven decimals, −180 to 180.</summary>
    Longitude,

    /// <summary><c>HH:MM</c>, 24 hours.</summary>
    TimeOfDay,

    /// <summary><c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>Printable ASCII without white space.</summary>
    CredentialsToken,
}

/// <summary>Holds text against its form.</summary>
internal static partial class TextForms
{
    public static string Expected(TextForm form) => form switch
    {
        TextForm.CountryAlpha2 => "a country code of two letters (ISO 3166-1 alpha-2), such as NL",
        TextForm.CountryAlpha3 => "a country code of three capital letters (ISO 3166-1 alpha-3), such as NLD",
        TextForm.PartyId => "a party id of three letters or digits, such as TNM",
        TextForm.Currency => "a currency of three capital letters (ISO 4217), such as EUR",
        TextForm.Language => "a language of two small letters (ISO 639-1), such as en",
        TextForm.Latitude6 => "a latitude in degrees with six decimals as a string, such as \"50.770774\"",
        TextForm.Longitude6 => "a longitude in degrees with six decimals as a string, such as \"-126.104965\"",
        TextForm.Latitude => "a latitude in degrees with five to seven decimals as a string, such as \"50.770774\"",
        TextForm.Longitude => "a longitude in degrees with five to seven decimals as a string, such as \"-126.104965\"",
        TextForm.TimeOfDay => "a time of day of 24 hours with leading zeros, such as 08:30",
        TextForm.Date => "a date such as 2015-12-24",
        TextForm.CredentialsToken => "printable ASCII without white space",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "not a form"),
    };

    public static bool Holds(TextForm form, string text) => form switch
    {
        TextForm.CountryAlpha2 => text.Length == 2 && text.All(char.IsAsciiLetter),
        TextForm.CountryAlpha3 or TextForm.Currency => text.Length == 3 && text.All(char.IsAsciiLetterUpper),
        TextForm.PartyId => text.Length == 3 && text.All(char.IsAsciiLetterOrDigit),
        TextForm.Language => text.Length == 2 && text.All(char.IsAsciiLetterLower),
        TextForm.Latitude6 => SixDecimals().IsMatch(text) && Within(text, 90),
        TextForm.Longitude6 => SixDecimals().IsMatch(text) && Within(text, 180),
        TextForm.Latitude => FiveToSevenDecimals().IsMatch(text) && Within(text, 90),
        TextForm.Longitude => FiveToSevenDecimals().IsMatch(text) && Within(text, 180),
        TextForm.TimeOfDay => Time().IsMatch(text),
        TextForm.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        TextForm.CredentialsToken => text.Length > 0 && text.All(c => c is > ' ' and <= '~'),
        _ => false,
    };

    private static bool Within(string text, int limit) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit;

    [GeneratedRegex("""^-?[0-9]{1,3}\.[0-9]{6}\z""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SixDecimals();

    [GeneratedRegex("""^-?[0-9]{1,3}\.[0-9]{5,7}\z""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FiveToSevenDecimals();

    [GeneratedRegex("""^([0-1][0-9]|2[0-3]):[0-5][0-9]\z""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
