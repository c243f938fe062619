using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Certificates;

/// <summary>Subjects of certificates.</summary>
public static class CertificateName
{
    /// <summary>O and CN, in this order; either may be left out, not both.</summary>
    public static X500DistinguishedName Of(string commonName, string? organization)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        if (!string.IsNullOrEmpty(organization))
            builder.AddOrganizationName(organization);
        return builder.Build();
    }

    /// <summary>The CN of a certificate; null when it has none.</summary>
    public static string? CommonName(X509Certificate2 certificate) => Find(certificate.SubjectName, "2.5.4.3");

    /// <summary>The O of a certificate; null when it has none.</summary>
    public static string? Organization(X509Certificate2 certificate) => Find(certificate.SubjectName, "2.5.4.10");

    private static string? Find(X500DistinguishedName name, string oid)
    {
        foreach (var part in name.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == oid)
                return part.GetSingleElementValue();
        }

        return null;
    }
}
