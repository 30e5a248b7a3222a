package main

// referencePoints are GeoNames' own points (latitude, longitude) of countries whose outline has its middle 70 km or more from
// there: Alaska draws the middle of the United States to South Dakota. Readings and other people's data then agree on where a
// country is put when it must be one point; what it covers is its outline.
var referencePoints = map[string][2]float64{
	"AF": {33, 66}, "AO": {-12.5, 18.5}, "AR": {-34, -64}, "AU": {-25, 135},
	"BR": {-10, -55}, "CA": {60.10867, -113.64258}, "CL": {-30, -71}, "CN": {35, 105},
	"CU": {21.5, -80}, "GB": {54.75844, -2.69531}, "GL": {72, -40}, "ID": {-5, 120},
	"IN": {22, 79}, "IR": {32, 53}, "JP": {35.68536, 139.75309}, "LY": {28, 17},
	"ML": {18, -2}, "MN": {46, 105}, "MR": {20, -12}, "MX": {23, -102},
	"MY": {2.5, 112.5}, "MZ": {-18.25, 35}, "NO": {62, 10}, "NZ": {-42, 174},
	"OM": {21, 57}, "PE": {-10, -75.25}, "PG": {-6, 147}, "PH": {13, 122},
	"RU": {60, 100}, "SA": {25, 45}, "SE": {62, 15}, "SO": {6, 48},
	"US": {39.76, -98.5}, "VE": {8, -66}, "VN": {16.16667, 107.83333}, "ZA": {-29, 24},
	"ZM": {-14.33333, 28.5},
}
