using System.Text.RegularExpressions;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Locations;

/// <summary>Reads the bodies of location writes.</summary>
internal static partial class LocationInput
{
    private const int MaxText = 255;
    private const int MaxStatus = 64;

    public static NewLocation ReadNew(BodyObject body)
    {
        var name = body.String("name", 1, MaxText);
        var address = body.String("address", 1, MaxText);
        var city = body.String("city", 1, MaxText);
        var country = body.String("country", 2, 2).ToUpperInvariant();
        var (latitude, longitude) = ReadCoordinates(body.Object("coordinates"));
        return new NewLocation(
            name,
            address,
            city,
            country,
            latitude,
            longitude,
            body.OptionalString("timezone", 1, MaxText).Value,
            body.OptionalString("owner_name", 1, MaxText).Value,
            body.OptionalBool("public").Value);
    }

    public static LocationChange ReadChange(BodyObject body)
    {
        var coordinates = body.OptionalObject("coordinates", nullable: false);
        var (latitude, longitude) = coordinates.Value is { } given ? ReadCoordinates(given) : default;
        return new LocationChange
        {
            Slug = Text(body.OptionalString("slug", 1, MaxText, SlugForm())),
            Name = Text(body.OptionalString("name", 1, MaxText, nullable: false)),
            Address = Text(body.OptionalString("address", 1, MaxText, nullable: false)),
            City = Text(body.OptionalString("city", 1, MaxText, nullable: false)),
            Country = Text(body.Optional("country", nullable: false, value => value.AsString(2, 2).ToUpperInvariant())),
            Latitude = coordinates.IsPresent ? Change<double?>.To(latitude) : default,
            Longitude = coordinates.IsPresent ? Change<double?>.To(longitude) : default,
            Timezone = Text(body.OptionalString("timezone", 1, MaxText)),
            OwnerName = Text(body.OptionalString("owner_name", 1, MaxText)),
            Public = body.OptionalBool("public") is { IsPresent: true } shown ? Change<bool?>.To(shown.Value) : default,
            Status = Text(body.OptionalString("status", 1, MaxStatus)),
        };
    }

    /// <summary>Well-formed but impossible values.</summary>
    public static Answer? Refuse(string? country, string? timezone) => Objection(country, timezone) is { } why ? ApiResults.BadRequest(why) : null;

    /// <inheritdoc cref="Refuse"/>
    public static string? Objection(string? country, string? timezone)
    {
        if (country is not null && !Countries.IsAssigned(country))
            return $"'{country}' is not an assigned country code of ISO 3166-1 alpha-2.";
        return timezone is not null && !TimeZones.IsKnown(timezone) ? $"'{timezone}' is not a known IANA time zone." : null;
    }

    public static (double Latitude, double Longitude) ReadCoordinates(BodyObject coordinates) =>
        (coordinates.Number("latitude", -90, 90), coordinates.Number("longitude", -180, 180));

    public static Change<string> Text(Optional<string> value) => new(value.IsPresent, value.Value);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SlugForm();
}
