using System.Buffers.Binary;
using System.Security.Cryptography;
using Voltbench.Lab.Locations;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Ids of what a location of a job is made of. They follow from the job and the place in it, so a step that runs again names the same rows. A job id is
/// random, and so are these.
/// </summary>
internal static class SiteIds
{
    private const string Location = "location"; // at most 8 characters
    private const string Charger = "charger";
    private const string Slug = "slug";

    /// <summary>Id of the row in <c>ocpp.locations</c>.</summary>
    public static Guid LocationOf(Guid job, int ordinal) => new(Draw(Location, job, ordinal, 0).AsSpan(0, 16), bigEndian: true);

    /// <summary>Id of a charger, in the form of all chargers.</summary>
    public static string ChargerOf(Guid job, int ordinal, int number) => "dep-" + Convert.ToHexStringLower(Draw(Charger, job, ordinal, number).AsSpan(0, 10));

    /// <summary>Slug of the location; another one at every attempt, because the slug may be what was in the way.</summary>
    public static string SlugOf(Guid job, int ordinal, int attempt, string name) =>
        $"{Slugs.Slugify(name)}-{Convert.ToHexStringLower(Draw(Slug, job, ordinal, attempt).AsSpan(0, 4))}";

    private static byte[] Draw(string what, Guid job, int ordinal, int number)
    {
        Span<byte> seed = stackalloc byte[32];
        job.TryWriteBytes(seed, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], ordinal);
        BinaryPrimitives.WriteInt32BigEndian(seed[20..], number);
        for (var i = 0; i < what.Length; i++)
            seed[24 + i] = (byte)what[i];
        return SHA256.HashData(seed);
    }
}
