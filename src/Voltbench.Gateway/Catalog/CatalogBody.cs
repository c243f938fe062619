using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;
using Voltbench.Lab.Catalog;

namespace Voltbench.Gateway.Catalog;

/// <summary>A manufacturer.</summary>
public sealed record BrandBody(string Id, string Slug, string Name, string? ImageUrl, DateTime? CreatedAt)
{
    public static BrandBody Of(CatalogBrand brand) => new(CatalogIds.Of(brand.Slug), brand.Slug, brand.Name, brand.ImageUrl, CatalogIds.Since);
}

/// <summary>A model of a manufacturer.</summary>
public sealed record ModelBody
{
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string? BrandSlug { get; init; }

    public required string? BrandId { get; init; }

    public required string? ImageUrl { get; init; }

    public required int? ConnectorCount { get; init; }

    /// <summary><c>ac</c>, <c>dc</c> or <c>ac-dc</c>.</summary>
    public required string? CurrentType { get; init; }

    /// <summary>Power levels, kW.</summary>
    public required IReadOnlyList<double>? SupportedKwh { get; init; }

    public required IReadOnlyList<string>? ConnectorTypes { get; init; }

    public required DateTime? CreatedAt { get; init; }

    public static ModelBody Of(CatalogBrand brand, CatalogModel model) => new()
    {
        Id = CatalogIds.Of($"{brand.Slug}/{model.Slug}"),
        Slug = model.Slug,
        Name = model.Name,
        BrandSlug = brand.Slug,
        BrandId = CatalogIds.Of(brand.Slug),
        ImageUrl = model.ImageUrl,
        ConnectorCount = model.Connectors.Count,
        CurrentType = model.CurrentType,
        SupportedKwh = model.SupportedKwh,
        ConnectorTypes = model.ConnectorOptions,
        CreatedAt = CatalogIds.Since,
    };
}

/// <summary>Ids of catalog entries: they follow from the slugs, so that they are the same in every installation.</summary>
internal static class CatalogIds
{
    /// <summary>When the shipped catalog came into being.</summary>
    public static readonly DateTime Since = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A UUID of version 8 (RFC 9562 §5.8) from the hash of the path.</summary>
    public static string Of(string path)
    {
        Span<byte> id = stackalloc byte[16];
        SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 16).CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true).ToString("D");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelBody))]
[JsonSerializable(typeof(Page<ModelBody>))]
[JsonSerializable(typeof(Page<BrandBody>))]
internal sealed partial class CatalogBodyJson : JsonSerializerContext;
